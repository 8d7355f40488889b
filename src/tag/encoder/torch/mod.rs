//! A batch → its hidden states, by libtorch: `network` is the encoder itself, `padded` lays sequences side by side.
//!
//! One call runs on one thread of the processor, so that threads each encode their own batches, as with the native
//! encoder. The tensors are those of the same model file, widened to single precision; no other file is read.

mod deberta;
mod disentangled;
mod network;
mod padded;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use ndarray::{Array2, ArrayView1, s};
use tch::Tensor;
use tch::nn::VarStore;

use self::network::{Architecture, Network};
use self::padded::{Padded, sequences};
use super::Encoder;
use super::batch::Batch;
use super::config::EncoderConfig;
use super::device::Device;
use crate::error::{Error, ErrorKind};
use crate::tag::weights::Weights;

/// Sequences that the processor encodes side by side: more are not faster, and have more padding between them.
const PROCESSOR_SEQUENCES: usize = 8;

/// An encoder of any family, on libtorch.
pub struct TorchEncoder {
    architecture: Architecture,
    device: tch::Device,
    shared: Mutex<Shared>,
}

/// What threads take turns at.
struct Shared {
    /// Every tensor of the encoder by its name, once in memory.
    tensors: BTreeMap<String, Tensor>,
    /// One network over these tensors for each call that has run at the same time as others.
    idle: Vec<Network>,
}

impl TorchEncoder {
    /// The encoder in `weights`, on `device`; `config` is what was read of `json`, the text of its config.json. From
    /// then on, libtorch uses one thread for each thread that calls it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Model`] if a tensor is missing or has another shape than `config` wants,
    /// [`ErrorKind::Unsupported`] if there is no such device or the encoder has a part that is not computed here.
    pub fn new(
        weights: &Weights,
        config: &EncoderConfig,
        json: &[u8],
        device: Device,
    ) -> Result<Self, Error> {
        let device = present(device)?;
        let architecture = Architecture::parse(config, json)?;
        // The network is made before it is filled: a size that no tensor has must not take the memory for it.
        let (numbers, bytes) = (architecture.numbers(), weights.bytes());
        if numbers > bytes {
            let message =
                format!("config.json wants {numbers} numbers, the weights have {bytes} bytes");
            return Err(Error::new(ErrorKind::Model, message));
        }
        tch::set_num_threads(1);
        let mut tensors = BTreeMap::new();
        let (store, network) = make(&architecture, device);
        for (name, variable) in variables(&store) {
            let shape: Result<Vec<usize>, _> =
                variable.size().into_iter().map(usize::try_from).collect();
            let values = weights.values(&name, &shape.unwrap_or_default())?;
            let tensor = Tensor::from_slice(&values).reshape(variable.size());
            tensors.insert(name, tensor.to_device(device));
        }
        fill(&store, &tensors);
        Ok(Self {
            architecture,
            device,
            shared: Mutex::new(Shared {
                tensors,
                idle: vec![network],
            }),
        })
    }

    /// A network that no other call is using.
    fn take(&self) -> Network {
        let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        shared.idle.pop().unwrap_or_else(|| {
            let (store, network) = make(&self.architecture, self.device);
            fill(&store, &shared.tensors);
            network
        })
    }

    fn give_back(&self, network: Network) {
        let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        shared.idle.push(network);
    }
}

/// A network with tensors of no meaning, and the store of them.
fn make(architecture: &Architecture, device: tch::Device) -> (VarStore, Network) {
    let mut store = VarStore::new(device);
    let network = Network::new(&store.root(), architecture);
    store.freeze();
    (store, network)
}

/// The tensors of a store, sorted by name.
fn variables(store: &VarStore) -> BTreeMap<String, Tensor> {
    store.variables().into_iter().collect()
}

/// Puts `tensors` in the place of those that the store was made with.
fn fill(store: &VarStore, tensors: &BTreeMap<String, Tensor>) {
    for (name, mut variable) in variables(store) {
        if let Some(tensor) = tensors.get(&name) {
            variable.set_data(tensor);
        }
    }
}

/// The device as libtorch names it, if this machine has it.
fn present(device: Device) -> Result<tch::Device, Error> {
    let Device::Cuda(number) = device else {
        return Ok(tch::Device::Cpu);
    };
    let count = usize::try_from(tch::Cuda::device_count()).unwrap_or_default();
    if number < count {
        return Ok(tch::Device::Cuda(number));
    }
    let found = match count {
        0 => "no CUDA device".to_owned(),
        1 => "cuda:0 alone".to_owned(),
        _ => format!("cuda:0 to cuda:{}", count - 1),
    };
    let message = format!("device {device} is not there, libtorch finds {found}");
    Err(Error::new(ErrorKind::Unsupported, message))
}

impl Encoder for TorchEncoder {
    fn encode(&self, batch: &Batch) -> Array2<f32> {
        let config = &self.architecture.config;
        batch.check(config);
        let network = self.take();
        let mut hidden = Array2::zeros((batch.tokens(), config.hidden_size));
        let sequences = sequences(&batch.lengths);
        let together = match self.device {
            tch::Device::Cpu => PROCESSOR_SEQUENCES,
            _ => sequences.len().max(1),
        };
        for group in sequences.chunks(together) {
            let padded = Padded::new(batch, group, config.first_position, self.device);
            let states = tch::no_grad(|| network.forward(&padded));
            for (rows, values) in group.iter().zip(padded.unpack(&states)) {
                let mut target = hidden.slice_mut(s![rows.clone(), ..]);
                for (mut row, values) in target
                    .rows_mut()
                    .into_iter()
                    .zip(values.chunks_exact(config.hidden_size))
                {
                    row.assign(&ArrayView1::from(values));
                }
            }
        }
        self.give_back(network);
        hidden
    }

    fn hidden_size(&self) -> usize {
        self.architecture.config.hidden_size
    }

    fn max_tokens(&self) -> usize {
        self.architecture.config.max_tokens
    }
}
