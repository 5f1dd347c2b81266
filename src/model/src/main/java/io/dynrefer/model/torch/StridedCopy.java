package io.dynrefer.model.torch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Puts the elements of a view of a storage into row order. */
final class StridedCopy {
    private final TorchTensor tensor;
    private final byte[] covered; // from the view's first element to its last
    private final int bytes;
    private final ByteBuffer piece;
    private final TensorSource.Sink sink;

    /** @param pieceElements elements handed on at a time */
    StridedCopy(TorchTensor tensor, byte[] covered, int pieceElements, TensorSource.Sink sink) {
        this.tensor = tensor;
        this.covered = covered;
        this.bytes = tensor.storage().type().bytes();
        this.piece = ByteBuffer.allocate(pieceElements * bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.sink = sink;
    }

    void run() {
        if (covered.length > 0) {
            axis(0, 0);
        }
        flush();
    }

    private void axis(int axis, long element) {
        if (axis == tensor.shape().size()) {
            put(element);
            return;
        }
        long size = tensor.shape().get(axis);
        long stride = tensor.strides().get(axis);
        for (long i = 0; i < size; i++) {
            axis(axis + 1, element + i * stride);
        }
    }

    private void put(long element) {
        piece.put(covered, (int) (element * bytes), bytes);
        if (!piece.hasRemaining()) {
            flush();
        }
    }

    private void flush() {
        if (piece.position() > 0) {
            sink.accept(piece.flip());
            piece.clear();
        }
    }
}
