"""Writes the checkpoints of this folder with PyTorch (1.13, Debian's python3-torch):

    /usr/bin/python3 make_checkpoints.py

They have the names of the released files at very small sizes (config.json), and everything that makes a checkpoint
hard to read: half and brain floats, transposed and repeated views, shared storages, an optimizer, both file formats.
expected.safetensors holds what a conversion must give, bit for bit.
"""

import json
import struct
from collections import OrderedDict
from pathlib import Path

import torch

FOLDER = Path(__file__).parent
CONFIG = json.loads((FOLDER / "config.json").read_text())
NAMES = {torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16"}

torch.manual_seed(5)


def random(*shape, dtype=torch.float32):
    return torch.randn(shape).to(dtype)


def linear(state, name, outputs, inputs, bias=True, dtype=torch.float32):
    state[name + ".weight"] = random(outputs, inputs, dtype=dtype)
    if bias:
        state[name + ".bias"] = random(outputs, dtype=dtype)


def norm(state, name, width, dtype=torch.float32):
    state[name + ".weight"] = random(width, dtype=dtype)
    state[name + ".bias"] = random(width, dtype=dtype)


def image_encoder():
    sizes, state = CONFIG["vit"], OrderedDict()
    width, patch = sizes["embed_dim"], CONFIG["patch_size"]
    tokens = 1 + (CONFIG["image_size"] // patch) ** 2
    state["cls_token"] = random(1, 1, width)
    state["pos_embed"] = random(1, tokens, width)
    state["patch_embed.proj.weight"] = random(width, 3, patch, patch, dtype=torch.float16)
    state["patch_embed.proj.bias"] = random(width, dtype=torch.float16)
    for number in range(sizes["depth"] + 1):  # one block more than is used, as in the release
        block = f"blocks.{number}."
        norm(state, block + "norm1", width)
        state[block + "attn.q_bias"] = random(width)
        state[block + "attn.v_bias"] = random(width)
        linear(state, block + "attn.qkv", 3 * width, width, bias=False, dtype=torch.float16)
        linear(state, block + "attn.proj", width, width, dtype=torch.float16)
        norm(state, block + "norm2", width)
        linear(state, block + "mlp.fc1", sizes["mlp_hidden"], width, dtype=torch.float16)
        linear(state, block + "mlp.fc2", width, sizes["mlp_hidden"], dtype=torch.float16)
    norm(state, "norm", width)
    linear(state, "head", 3, width)
    return state


def attention(state, name, width, context):
    linear(state, name + ".self.query", width, width)
    linear(state, name + ".self.key", width, context)
    linear(state, name + ".self.value", width, context)
    linear(state, name + ".output.dense", width, width)
    norm(state, name + ".output.LayerNorm", width)


def feed_forward(state, name, suffix, width, hidden):
    linear(state, f"{name}.intermediate{suffix}.dense", hidden, width)
    linear(state, f"{name}.output{suffix}.dense", width, hidden)
    norm(state, f"{name}.output{suffix}.LayerNorm", width)


def query_transformer(text_parts):
    sizes, state = CONFIG["qformer"], OrderedDict()
    width, hidden = sizes["hidden_size"], sizes["intermediate_size"]
    norm(state, "Qformer.bert.embeddings.LayerNorm", width)
    for number in range(sizes["num_hidden_layers"]):
        layer = f"Qformer.bert.encoder.layer.{number}"
        attention(state, layer + ".attention", width, width)
        if number % sizes["cross_attention_freq"] == 0:
            attention(state, layer + ".crossattention", width, CONFIG["vit"]["embed_dim"])
        feed_forward(state, layer, "_query", width, hidden)
        if text_parts:
            feed_forward(state, layer, "", width, hidden)
    if text_parts:
        state["Qformer.bert.embeddings.word_embeddings.weight"] = random(7, width)
        linear(state, "Qformer.cls.predictions.decoder", 7, width)
    return state


def head(state, name):
    sizes = CONFIG["tag_head"]
    width = sizes["hidden_size"]
    for number in range(sizes["num_hidden_layers"]):
        layer = f"{name}_head.encoder.layer.{number}"
        attention(state, layer + ".crossattention", width, width)
        feed_forward(state, layer, "", width, sizes["intermediate_size"])
    linear(state, name + "_text_proj", width, CONFIG["text_encoder"]["embed_dim"])
    linear(state, name + "_fc", 1, width)


def dynrefer():
    state = OrderedDict()
    channels, views = CONFIG["dcn"]["channels"], CONFIG["num_views"]
    state["cem_memory"] = random(CONFIG["t5"]["d_model"])
    kernel = random(channels, 3, 3, 2)
    state["cvem_align.offset_mask_dw.weight"] = kernel.permute(0, 3, 1, 2)  # channels last in memory
    state["cvem_align.offset_mask_dw.bias"] = random(channels)
    points = CONFIG["dcn"]["group"] * CONFIG["dcn"]["kernel_size"] ** 2 * 3
    linear(state, "cvem_align.offset_mask", (points + 7) // 8 * 8, channels)
    linear(state, "cvem_align.value_proj", channels, channels)
    linear(state, "cvem_align.output_proj", channels, channels)
    linear(state, "cvem_mlp.0", channels, channels * views)
    linear(state, "cvem_mlp.2", channels, channels)
    head(state, "tag")
    head(state, "attr")
    width, hidden = CONFIG["tag_head"]["hidden_size"], CONFIG["qformer"]["hidden_size"]
    both = random(2 * width, hidden)  # two tensors in one storage, the second at an offset
    state["tag_vision_proj.weight"], state["attr_vision_proj.weight"] = both[:width], both[width:]
    state["tag_vision_proj.bias"] = random(width)
    state["attr_vision_proj.bias"] = random(width)
    state["attr_t"], state["attr_b"] = random(), random()
    state.update(query_transformer(text_parts=False))
    state["t5_proj.weight"] = random(hidden, CONFIG["t5"]["d_model"]).t()  # transposed view
    state["t5_proj.bias"] = random(CONFIG["t5"]["d_model"])
    return state


def blip2():
    state = query_transformer(text_parts=True)
    state["query_tokens"] = random(1, CONFIG["qformer"]["num_query_token"], CONFIG["qformer"]["hidden_size"])
    norm(state, "ln_vision", CONFIG["vit"]["embed_dim"])
    linear(state, "t5_proj", CONFIG["t5"]["d_model"], CONFIG["qformer"]["hidden_size"])
    return state


def text_tower():
    sizes, state = CONFIG["text_encoder"], OrderedDict()
    width, half = sizes["width"], torch.float16
    state["logit_scale"] = random()
    state["visual.cls_token"] = random(1, 1, 3)
    state["text.positional_embedding"] = random(sizes["context_length"], width, dtype=half)
    state["text.text_projection"] = random(width, sizes["embed_dim"], dtype=half)
    for number in range(sizes["layers"]):
        block = f"text.transformer.resblocks.{number}."
        norm(state, block + "ln_1", width, dtype=half)
        state[block + "attn.in_proj_weight"] = random(3 * width, width, dtype=half)
        state[block + "attn.in_proj_bias"] = random(3 * width, dtype=half)
        linear(state, block + "attn.out_proj", width, width, dtype=half)
        norm(state, block + "ln_2", width, dtype=half)
        linear(state, block + "mlp.c_fc", 4 * width, width, dtype=half)
        linear(state, block + "mlp.c_proj", width, 4 * width, dtype=half)
    # one row, repeated by a stride of 0: a vocabulary of the real size in a small file
    state["text.token_embedding.weight"] = random(1, width, dtype=half).expand(sizes["vocab_size"], width)
    norm(state, "text.ln_final", width, dtype=half)
    return state


def language_model():
    sizes, state, brain = CONFIG["t5"], OrderedDict(), torch.bfloat16
    width, inner = sizes["d_model"], sizes["num_heads"] * sizes["d_kv"]
    shared = random(sizes["vocab_size"], width, dtype=brain)
    state["shared.weight"] = shared
    for stack, layers, attentions in (("encoder", sizes["num_layers"], 1), ("decoder", sizes["num_decoder_layers"], 2)):
        state[stack + ".embed_tokens.weight"] = shared
        for number in range(layers):
            block = f"{stack}.block.{number}.layer."
            for layer, kind in list(enumerate(("SelfAttention", "EncDecAttention")))[:attentions]:
                for part in "qkv":
                    linear(state, f"{block}{layer}.{kind}.{part}", inner, width, bias=False, dtype=brain)
                linear(state, f"{block}{layer}.{kind}.o", width, inner, bias=False, dtype=brain)
                state[f"{block}{layer}.layer_norm.weight"] = random(width, dtype=brain)
            if number == 0:
                state[block + "0.SelfAttention.relative_attention_bias.weight"] = random(
                    sizes["relative_attention_num_buckets"], sizes["num_heads"], dtype=brain
                )
            dense = f"{block}{attentions}.DenseReluDense."
            linear(state, dense + "wi_0", sizes["d_ff"], width, bias=False, dtype=brain)
            linear(state, dense + "wi_1", sizes["d_ff"], width, bias=False, dtype=brain)
            linear(state, dense + "wo", width, sizes["d_ff"], bias=False, dtype=brain)
            state[f"{block}{attentions}.layer_norm.weight"] = random(width, dtype=brain)
        state[stack + ".final_layer_norm.weight"] = random(width, dtype=brain)
    linear(state, "lm_head", sizes["vocab_size"], width, bias=False, dtype=brain)
    return state


def raw(tensor):
    tensor = tensor.contiguous()
    return (tensor.view(torch.int16) if tensor.dtype == torch.bfloat16 else tensor).numpy().tobytes()


def write_safetensors(path, state):
    header, offset = {}, 0
    for name, tensor in state.items():
        length = len(raw(tensor))
        header[name] = {
            "dtype": NAMES[tensor.dtype],
            "shape": list(tensor.shape),
            "data_offsets": [offset, offset + length],
        }
        offset += length
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for tensor in state.values():
            file.write(raw(tensor))


def optimizer_state():
    module = torch.nn.Linear(2, 2)
    optimizer = torch.optim.AdamW(module.parameters())
    module(torch.ones(1, 2)).sum().backward()
    optimizer.step()
    return optimizer.state_dict()


class Foreign:
    def __reduce__(self):
        return print, ("a checkpoint must not be able to run this",)


def main():
    own, first, image, text, language = dynrefer(), blip2(), image_encoder(), text_tower(), language_model()
    own._metadata = OrderedDict(version=1)  # as a module's state has it
    config = {"model": {"arch": "dynrefer_t5", "tag_thr": 0.7, "views": [0.0, 0.1]}, "seed": 42}
    torch.save(
        {"model": own, "optimizer": optimizer_state(), "config": config, "scaler": None, "epoch": 4},
        FOLDER / "vg1.2_5e.pth",
    )
    torch.save({"model": first}, FOLDER / "blip2_pretrained_flant5xl.pth")
    torch.save(image, FOLDER / "eva_vit_g.pth", _use_new_zipfile_serialization=False)
    torch.save(text, FOLDER / "eva_clip_psz14.pt")
    names = list(language)
    half = len(names) // 2
    for number, part in enumerate((names[:half], names[half:]), start=1):
        torch.save({name: language[name] for name in part}, FOLDER / f"pytorch_model-0000{number}-of-00002.bin")
    torch.save({"model": OrderedDict(a=torch.ones(2)), "extra": Foreign()}, FOLDER / "foreign.pth")

    expected = {name: tensor for name, tensor in first.items() if name.startswith(("query_tokens", "ln_vision"))}
    expected.update(own)
    last = f"blocks.{CONFIG['vit']['depth']}."
    for name, tensor in image.items():
        if not name.startswith((last, "norm.", "head.")):
            expected["visual_encoder." + name] = tensor
    for name, tensor in text.items():
        if name.startswith("text.") and name != "text.token_embedding.weight":
            expected["text_encoder." + name[5:]] = tensor
    for name, tensor in language.items():
        if not name.endswith("embed_tokens.weight"):
            expected["t5_model." + name] = tensor
    write_safetensors(FOLDER / "expected.safetensors", expected)


main()
