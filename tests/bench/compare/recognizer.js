// NAME FILE: runs one rule recognizer over the articles of a JSON Lines file and prints the seconds that took, loading
// not counted. Dates, and where the recognizer knows them, amounts of money and numbers.
const fs = require("fs");

const reference = new Date(2025, 2, 14);

const recognizers = {
  "recognizers-text": () => {
    const suite = require("@microsoft/recognizers-text-suite");
    const culture = suite.Culture.English;
    return (text) =>
      suite.recognizeDateTime(text, culture, undefined, reference).length +
      suite.recognizeCurrency(text, culture).length +
      suite.recognizeNumber(text, culture).length;
  },
  "chrono-node": () => {
    const chrono = require("chrono-node");
    return (text) => chrono.parse(text, reference).length;
  },
  compromise: () => {
    const nlp = require("compromise");
    return (text) => {
      const doc = nlp(text);
      return doc.numbers().length + doc.money().length + doc.match("#Date+").length;
    };
  },
};

const [name, file] = process.argv.slice(2);
const recognize = recognizers[name]();
const texts = fs.readFileSync(file, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line).text);
recognize("The fund paid $4bn on Friday.");
const start = process.hrtime.bigint();
let found = 0;
for (const text of texts) found += recognize(text);
console.log(JSON.stringify({ seconds: Number(process.hrtime.bigint() - start) / 1e9, found }));
