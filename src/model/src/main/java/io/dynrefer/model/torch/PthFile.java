package io.dynrefer.model.torch;

import io.dynrefer.model.weights.WeightsException;
import io.dynrefer.safetensors.TensorSpec;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A checkpoint as {@code torch.save} writes it ({@code .pth}, {@code .pt}, {@code .bin}), in the zip format or the one
 * before. The tensors are those of the dictionary {@code model}, {@code state_dict} or {@code module}, or of the file's
 * own dictionary. Reads one piece at a time; a tensor that is not contiguous is gathered from the part of the storage
 * it covers.
 */
public final class PthFile implements TensorSource {
    private static final int PIECE_BYTES = 1 << 20;

    private final Path path;
    private final StorageReader storages;
    private final Map<String, TorchTensor> tensors;

    private PthFile(Path path, StorageReader storages, Map<String, TorchTensor> tensors) {
        this.path = path;
        this.storages = storages;
        this.tensors = tensors;
    }

    /** Opens a checkpoint; what is not one, or needs Python objects other than tensors, is an error that says so. */
    public static PthFile open(Path path) {
        try {
            return isZip(path) ? openZip(path) : openLegacy(path);
        } catch (IOException e) {
            throw new WeightsException(path, "cannot be read: " + e, e);
        } catch (WeightsException e) {
            throw e;
        } catch (RuntimeException e) { // The unpickler throws anything on bytes that are no pickle.
            throw new WeightsException(path, "is no checkpoint of tensors: " + e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw new WeightsException(path, "is no checkpoint of tensors: it nests too deep, or holds itself", e);
        }
    }

    private static boolean isZip(Path path) throws IOException {
        try (InputStream stream = Files.newInputStream(path)) {
            byte[] start = stream.readNBytes(2);
            return start.length == 2 && start[0] == 'P' && start[1] == 'K';
        }
    }

    private static PthFile openZip(Path path) throws IOException {
        ZipCheckpoint zip = ZipCheckpoint.open(path);
        try {
            TorchUnpickler unpickler = new TorchUnpickler();
            Object structure = unpickler.load(new ByteArrayInputStream(zip.structure()));
            return new PthFile(path, zip, TensorDictionary.tensors(path, structure, unpickler.skipped()));
        } catch (RuntimeException | IOException e) {
            zip.close();
            throw e;
        }
    }

    private static PthFile openLegacy(Path path) throws IOException {
        LegacyCheckpoint legacy = LegacyCheckpoint.open(path);
        try {
            Map<String, TorchStorage> storages = new HashMap<>();
            TensorDictionary.collect(legacy.structure(), storages);
            legacy.locate(storages);
            return new PthFile(path, legacy, TensorDictionary.tensors(path, legacy.structure(), legacy.skipped()));
        } catch (RuntimeException | IOException e) {
            legacy.close();
            throw e;
        }
    }

    @Override
    public Map<String, TensorSpec> tensors() {
        Map<String, TensorSpec> specs = new LinkedHashMap<>();
        tensors.forEach((name, tensor) ->
                specs.put(name, new TensorSpec(name, tensor.storage().type(), tensor.shape())));
        return specs;
    }

    @Override
    public void read(String name, Sink sink) throws IOException {
        TorchTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new WeightsException(path, "has no tensor '" + name + "'");
        }
        int bytes = tensor.storage().type().bytes();
        try (InputStream stream = storages.open(tensor.storage(), tensor.offset() * bytes)) {
            if (tensor.contiguous()) {
                copy(stream, tensor.span() * bytes, sink);
            } else {
                gather(tensor, stream, sink);
            }
        }
    }

    private void copy(InputStream stream, long length, Sink sink) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        for (long left = length; left > 0; ) {
            int count = stream.readNBytes(piece, 0, (int) Math.min(piece.length, left));
            if (count == 0) {
                throw new EOFException(path + " ends within a tensor");
            }
            sink.accept(ByteBuffer.wrap(piece, 0, count).order(ByteOrder.LITTLE_ENDIAN));
            left -= count;
        }
    }

    private void gather(TorchTensor tensor, InputStream stream, Sink sink) throws IOException {
        int bytes = tensor.storage().type().bytes();
        long length = tensor.span() * bytes;
        if (length > Integer.MAX_VALUE - 8) {
            throw new WeightsException(path, "a tensor that is not contiguous covers " + length + " bytes");
        }
        byte[] covered = stream.readNBytes((int) length);
        if (covered.length < length) {
            throw new EOFException(path + " ends within a tensor");
        }
        new StridedCopy(tensor, covered, PIECE_BYTES / Double.BYTES, sink).run();
    }

    @Override
    public void close() throws IOException {
        storages.close();
    }
}
