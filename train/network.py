# SPDX-License-Identifier: Apache-2.0
"""The encoder and its heads (docs/engine.md).  Shapes: B sentences, T words, W = WIDTH."""
import torch
import torch.nn.functional as F
from torch import nn

ROW = 96          # width of a feature row before its projection (folded at export)
WIDTH = 128
DILATIONS = (1, 1, 2, 4, 1, 2, 0, 1, 0, 1)  # of the layers; 0: a layer of attention
HEAD = 32         # width of a head of attention
ARC, LABEL, PRODUCT = 160, 128, 64
NEAR = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 15, 21, 31, 51]  # lower ends of the classes of distance
NAMES = 64                                                   # hidden layer of the name tags
N_DISTANCE = 2 * len(NEAR) + 1                               # heads to the left, to the right, the root


def distance_class(delta):
    """delta = head - dependent (not 0) -> 0..len(NEAR)-1 for heads to the left, then to the right."""
    size = torch.bucketize(delta.abs(), torch.tensor(NEAR), right=True) - 1
    return size.clamp(min=0) + (delta > 0) * len(NEAR)


class Maxout(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.linear = nn.Linear(n_in, 2 * n_out)
        nn.init.xavier_uniform_(self.linear.weight, gain=1.0)

    def forward(self, x):
        a, b = self.linear(x).chunk(2, -1)
        return torch.maximum(a, b)


class Layer(nn.Module):
    """x + norm(maxout(W [x(t-d) x(t) x(t+d)]))."""

    def __init__(self, dilation, dropout, width=WIDTH):
        super().__init__()
        self.dilation, self.dropout = dilation, dropout
        self.maxout = Maxout(3 * width, width)
        self.norm = nn.LayerNorm(width)

    def forward(self, x, mask):
        T, d = x.shape[1], self.dilation
        p = F.pad(x, (0, 0, d, d))
        y = self.norm(self.maxout(torch.cat((p[:, :T], x, p[:, 2 * d:]), -1)))
        return (x + F.dropout(y, self.dropout, self.training)) * mask


class Attention(nn.Module):
    """x + norm(W [for each head: softmax(q k) v]): every word looks at all words of the sentence."""

    def __init__(self, dropout, width=WIDTH):
        super().__init__()
        self.dropout = dropout
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width)
        nn.init.xavier_uniform_(self.qkv.weight)

    def forward(self, x, mask):
        B, T, W = x.shape
        q, k, v = self.qkv(x).view(B, T, 3, W // HEAD, HEAD).permute(2, 0, 3, 1, 4)
        score = (q @ k.transpose(-1, -2)) * HEAD ** -0.5
        score = score.masked_fill(mask[:, None, None, :, 0] < 0.5, -1e4)
        p = F.dropout(score.softmax(-1), 0.1, self.training)
        y = self.norm(self.out((p @ v).transpose(1, 2).reshape(B, T, W)))
        return (x + F.dropout(y, self.dropout, self.training)) * mask


class Network(nn.Module):
    def __init__(self, sizes, n_labels, dropout=0.2, head_dropout=0.3, width=WIDTH, dilations=DILATIONS, arc=ARC, label=LABEL,
                 product=PRODUCT):
        """sizes: rows of each feature table; n_labels: {upos, xpos, feats, lemma, ner, deprel: number of classes}; the
        engine reads models of WIDTH, the other sizes are free (docs/engine.md)"""
        super().__init__()
        self.arc, self.label = arc, label
        self.dropout, self.head_dropout = dropout, head_dropout
        self.tables = nn.ModuleList(nn.Embedding(n, ROW) for n in sizes)
        for t in self.tables:
            nn.init.normal_(t.weight, std=0.3)
        self.project = nn.Linear(ROW * len(sizes), width)
        self.norm_in = nn.LayerNorm(width)
        self.layers = nn.ModuleList(Layer(d, dropout, width) if d else Attention(dropout, width) for d in dilations)
        self.norm_out = nn.LayerNorm(width)
        self.arc_dep = nn.Linear(width, arc)
        self.arc_head = nn.Linear(width, arc)
        self.arc_mix = nn.Linear(arc, arc)
        self.distance = nn.Linear(width, N_DISTANCE)
        self.tag_hidden = Maxout(width, WIDTH)
        self.tags = nn.ModuleDict({k: nn.Linear(WIDTH, n) for k, n in n_labels.items() if k not in ("deprel", "ner")})
        self.name_hidden = Maxout(3 * width, NAMES)
        self.name_tags = nn.Linear(NAMES, n_labels["ner"])
        self.register_buffer("name_follow", torch.zeros(n_labels["ner"], n_labels["ner"]))  # names.follow(); the engine's alone
        self.label_dep = nn.Linear(width, 2 * label + product)
        self.label_head = nn.Linear(width, 2 * label + product)
        self.label_root = nn.Parameter(torch.zeros(2 * label + product))
        self.label_out = nn.Linear(label + product, n_labels["deprel"])

    def embed(self, rows):
        """rows [B, T, features] -> [B, T, WIDTH]"""
        e = torch.cat([t(rows[..., i]) for i, t in enumerate(self.tables)], -1)
        return self.norm_in(self.project(F.dropout(e, 0.1, self.training)))

    def encode(self, rows, mask):
        """mask [B, T, 1]: 1 for words, 0 for padding"""
        x = F.dropout(self.embed(rows), self.dropout, self.training) * mask
        for layer in self.layers:
            x = layer(x, mask)
        return self.norm_out(self.deepen(x, mask))

    def deepen(self, x, mask):
        """What a larger network does after the convolutions."""
        return x

    def drop(self, x):
        return F.dropout(x, self.head_dropout, self.training)

    def arcs(self, x, mask):
        """[B, T, T + 1] score of every head (last column: root) of every word; padding and the word itself -1e4."""
        T = x.shape[1]
        dep = self.drop(F.relu(self.arc_dep(x)))
        head = self.arc_mix(self.drop(F.relu(self.arc_head(x))))
        score = torch.bmm(dep, head.transpose(1, 2)) * (1.0 / self.arc ** 0.5)
        at = torch.arange(T)
        classes = distance_class(at[None, :] - at[:, None])
        distance = self.distance(x)
        score = score + distance.gather(2, classes[None].expand(len(x), T, T))
        bad = (mask.transpose(1, 2) < 0.5) | torch.eye(T, dtype=torch.bool)[None]
        return torch.cat((score.masked_fill(bad, -1e4), distance[:, :, -1:]), -1)

    def tag_scores(self, x, words):
        """x [B, T, WIDTH], words [B, T]: false for padding -> {name: [N, classes]} of the N words; the name tags see the words
        beside, too"""
        h = self.drop(self.tag_hidden(x[words]))
        p = F.pad(x * words.unsqueeze(-1), (0, 0, 1, 1))
        near = torch.cat((p[:, :-2], p[:, 1:-1], p[:, 2:]), -1)[words]
        return {**{k: m(h) for k, m in self.tags.items()}, "ner": self.name_tags(self.drop(self.name_hidden(near)))}

    def labels(self, dep, head, root):
        """dep, head [N, WIDTH]: encodings of words and their heads; root [N, 1]: 1 where the head is the root."""
        d = self.label_dep(dep)
        h = self.label_head(head) * (1 - root) + self.label_root * root
        m = torch.maximum(*(d + h)[:, :2 * self.label].chunk(2, -1))
        z = torch.cat((m, d[:, 2 * self.label:] * h[:, 2 * self.label:]), -1)
        return self.label_out(self.drop(z))
