package io.dynrefer.model.torch;

import io.dynrefer.region.Quoted;
import io.dynrefer.safetensors.TensorType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;
import org.jspecify.annotations.Nullable;

/**
 * Reads the object structure of a checkpoint: dictionaries, lists, numbers, strings and tensors.
 *
 * <p>A pickle names the Python functions that make its objects. Only those of tensors and containers are known here,
 * each by a few lines of ours; whatever else is named, such as an optimizer's settings or a metric, is nothing that a
 * tensor depends on, and is skipped. No code runs: the library's own table of constructors is not consulted, and state
 * given to an object is dropped. A length that the file does not have is an error before room is made for it.
 */
final class TorchUnpickler extends Unpickler {
    private static final String TORCH = "torch.";

    private final Set<String> skipped = new TreeSet<>();

    /** Python's module and name joined by a dot. */
    private IObjectConstructor constructor(String global) {
        TensorType elements = global.startsWith(TORCH) ? TorchStorage.type(global.substring(TORCH.length())) : null;
        if (elements != null) {
            return new StorageClass(elements);
        }
        return switch (global) {
            case "collections.OrderedDict" -> TorchUnpickler::dictionary;
            case "collections.defaultdict" -> arguments -> new LinkedHashMap<>();
            case "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2" -> TorchUnpickler::tensor;
            case "torch._utils._rebuild_parameter", "torch.nn.parameter.Parameter" -> arguments -> arguments[0];
            case "torch.Size" -> arguments -> arguments[0];
            default -> {
                skipped.add(Quoted.of(global));
                yield new Skipped();
            }
        };
    }

    /** The Python objects that were not made. */
    Set<String> skipped() {
        return skipped;
    }

    /**
     * In place of an object that is not made, and of what makes it; takes the items of a dictionary, and keeps none.
     */
    private static final class Skipped extends HashMap<Object, Object> implements IObjectConstructor {
        private static final long serialVersionUID = 1L;

        @Override
        public Object construct(Object[] arguments) {
            return new Skipped();
        }

        @Override
        public @Nullable Object put(Object key, Object value) {
            return null;
        }
    }

    /** A storage's class: never made, only named. */
    private record StorageClass(TensorType type) implements IObjectConstructor {
        @Override
        public Object construct(Object[] arguments) {
            throw new PickleException("a storage outside the file's own");
        }
    }

    @Override
    protected Object dispatch(short opcode) throws IOException {
        requireLength(opcode);
        switch (opcode) {
            case Opcodes.GLOBAL -> {
                String module = PickleUtils.readline(input);
                stack.add(constructor(module + "." + PickleUtils.readline(input)));
            }
            case Opcodes.STACK_GLOBAL -> {
                Object name = stack.pop();
                stack.add(constructor(stack.pop() + "." + name));
            }
            case Opcodes.INST ->
                throw new PickleException("it makes an object of the Python class '" + PickleUtils.readline(input) + "."
                        + PickleUtils.readline(input) + "'");
            case Opcodes.BUILD -> stack.pop();
            default -> {
                return super.dispatch(opcode);
            }
        }
        return NO_RETURN_VALUE;
    }

    /** The library makes room for any length that a pickle names. */
    private void requireLength(short opcode) throws IOException {
        int bytes = switch (opcode) {
            case Opcodes.BINUNICODE, Opcodes.BINSTRING, Opcodes.BINBYTES, Opcodes.LONG4 -> Integer.BYTES;
            case Opcodes.BINUNICODE8, Opcodes.BINBYTES8, Opcodes.BYTEARRAY8 -> Long.BYTES;
            default -> 0;
        };
        if (bytes == 0) {
            return;
        }
        input.mark(bytes);
        byte[] length = input.readNBytes(bytes);
        input.reset();
        if (length.length < bytes) {
            throw new PickleException("it ends within a length");
        }
        ByteBuffer little = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN);
        long announced = bytes == Integer.BYTES ? little.getInt() : little.getLong();
        if (announced < 0 || announced > input.available()) {
            throw new PickleException("it names " + announced + " bytes where " + input.available() + " are left");
        }
    }

    /** {@code ("storage", class, key, device, elements, …)}. */
    @Override
    protected Object persistentLoad(Object identity) {
        if (identity instanceof Object[] parts
                && parts.length >= 5
                && "storage".equals(parts[0])
                && parts[1] instanceof StorageClass storageClass
                && parts[4] instanceof Number elements) {
            if (parts.length > 5 && parts[5] != null) {
                throw new PickleException("a view of a storage, as PyTorch wrote them before 0.4");
            }
            return new TorchStorage(String.valueOf(parts[2]), storageClass.type(), elements.longValue());
        }
        throw new PickleException("a reference to something other than a storage");
    }

    /** {@code (storage, offset, sizes, strides, …)}. */
    private static Object tensor(Object[] arguments) {
        if (arguments.length >= 4
                && arguments[0] instanceof TorchStorage storage
                && arguments[1] instanceof Number offset
                && arguments[2] instanceof Object[] shape
                && arguments[3] instanceof Object[] strides) {
            return new TorchTensor(storage, offset.longValue(), longs(shape), longs(strides));
        }
        throw new PickleException("a tensor without storage, offset, sizes and strides");
    }

    private static List<Long> longs(Object[] values) {
        List<Long> longs = new ArrayList<>();
        for (Object value : values) {
            longs.add(((Number) value).longValue());
        }
        return longs;
    }

    /** {@code ()} or {@code ([[key, value], …])}. */
    private static Object dictionary(Object[] arguments) {
        LinkedHashMap<Object, Object> dictionary = new LinkedHashMap<>();
        if (arguments.length == 1 && arguments[0] instanceof List<?> pairs) {
            for (Object pair : pairs) {
                Object[] entry = pair instanceof List<?> list ? list.toArray() : (Object[]) pair;
                dictionary.put(entry[0], entry[1]);
            }
        }
        return dictionary;
    }
}
