"""Makes the fixtures in this folder with the code of the package efficientnet-lite-pytorch 0.1.0 (run by hand, once).

    python3 make_fixtures.py tiny                                    a network of random weights
    python3 make_fixtures.py efficientnet-lite0 FILE.pth PHOTO       a published one, on a photo squashed to 224 x 224

Needs PyTorch (1.13.0 was used), Pillow, and the package on the path. Each folder gets expected.safetensors: the pixels,
and what the package's code makes of them.
"""
import json
import random
import struct
import sys
from pathlib import Path

import torch
from efficientnet_lite_pytorch.model import EfficientNet
from efficientnet_lite_pytorch.utils import BlockDecoder, GlobalParams

TINY_BLOCKS = [
    'r1_k3_s11_e1_i32_o16', 'r2_k3_s22_e2_i16_o24', 'r2_k5_s22_e3_i24_o40', 'r2_k5_s11_e2_i40_o56',
    'r1_k5_s22_e2_i56_o80']
TINY = GlobalParams(
    width_coefficient=0.25, batch_norm_momentum=0.99, batch_norm_epsilon=1e-3, num_classes=5, depth_divisor=4,
    relu_fn='relu6', fix_head_stem=False, local_pooling=False, dropout_rate=0.2, drop_connect_rate=0.2, use_se=False)


def tiny_network():
    torch.manual_seed(17)
    network = EfficientNet(BlockDecoder.decode(TINY_BLOCKS), TINY)
    for module in network.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            torch.nn.init.uniform_(module.weight, 0.5, 1.5)
            torch.nn.init.normal_(module.bias, 0.5, 0.5)
            torch.nn.init.normal_(module.running_mean, 0, 0.3)
            torch.nn.init.uniform_(module.running_var, 0.3, 2)
    return network


def published_network(name, file):
    network = EfficientNet.from_name(name, image_size=None)  # None: padding by each map's own size
    network.load_state_dict(torch.load(file))
    return network


def random_pixels(size):
    draw = random.Random(size)
    return bytes(draw.randrange(256) for _ in range(size * size * 3))


def photo_pixels(file, size):
    from PIL import Image
    return Image.open(file).convert('RGB').resize((size, size), Image.BICUBIC).tobytes()


def answers(network, pixels, size):
    """By name: of the map behind each stage, (channels, 6): mean, deviation, the corners row by row; features, pooled; logits."""
    view = torch.frombuffer(bytearray(pixels), dtype=torch.uint8).reshape(1, size, size, 3).permute(0, 3, 1, 2)
    view = (view.float() - 127) / 128
    arrays = {}

    def remember(number):
        def hook(module, inputs, output):
            plane = output[0]
            corners = [plane[:, y, x] for y in (0, -1) for x in (0, -1)]
            arrays[f'stages.{number}'] = torch.stack(
                [plane.mean((1, 2)), plane.std((1, 2), unbiased=False), *corners], 1)
        return hook

    channels = [block._block_args.output_filters for block in network._blocks]
    last = [i for i in range(len(channels)) if i + 1 == len(channels) or channels[i + 1] != channels[i]]
    for number, i in enumerate(last):
        network._blocks[i].register_forward_hook(remember(number))
    network.eval()
    with torch.no_grad():
        features = network.extract_features(view)
        arrays['features'] = features.mean((2, 3))[0]
        arrays['logits'] = network(view)[0]
    return arrays


def write(path, pixels, size, arrays):
    header, content = {}, b''
    for name, shape, dtype, data in [('pixels', [size, size, 3], 'U8', pixels)] + [
            (name, list(array.shape), 'F32', struct.pack(f'<{array.numel()}f', *array.flatten().tolist()))
            for name, array in arrays.items()]:
        header[name] = {'dtype': dtype, 'shape': shape, 'data_offsets': [len(content), len(content) + len(data)]}
        content += data
    text = json.dumps(header).encode()
    text += b' ' * (-len(text) % 8)
    path.write_bytes(struct.pack('<Q', len(text)) + text + content)


def main():
    name = sys.argv[1]
    folder = Path(__file__).parent / name
    folder.mkdir(exist_ok=True)
    if name == 'tiny':
        network, size = tiny_network(), 49
        torch.save(network.state_dict(), folder / 'network.pth', _use_new_zipfile_serialization=False)
        pixels = random_pixels(size)
    else:
        network, size = published_network(name, sys.argv[2]), 224
        pixels = photo_pixels(sys.argv[3], size)
    write(folder / 'expected.safetensors', pixels, size, answers(network, pixels, size))


main()
