# SPDX-License-Identifier: Apache-2.0
"""Networks that are larger than the one shipped, with the same features and heads: teachers (teach.py)."""
from torch import nn

from network import Network


class Attentive(Network):
    """Convolutions, then layers of self-attention (pre-norm), so that every word sees the whole sentence."""

    def __init__(self, sizes, n_labels, width=192, depth=2):
        super().__init__(sizes, n_labels, dropout=0.25, head_dropout=0.33, width=width, dilations=(1, 1, 2, 4, 1, 2))
        self.attention = nn.ModuleList(
            nn.TransformerEncoderLayer(width, 6, 2 * width, 0.2, batch_first=True, norm_first=True) for _ in range(depth))

    def deepen(self, x, mask):
        for layer in self.attention:
            x = layer(x, src_key_padding_mask=mask[..., 0] < 0.5)
        return x * mask


KINDS = {
    "student": Network,  # what export.py can export
    "wide": lambda sizes, labels: Network(sizes, labels, 0.25, 0.33, width=192, dilations=(1, 2, 4, 8, 1, 2, 4, 8, 1)),
    "attentive": Attentive,
}
