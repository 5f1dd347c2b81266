package io.dynrefer.model.torch;

import io.dynrefer.safetensors.TensorType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/**
 * Reads the object structure of a checkpoint: dictionaries, lists, numbers, strings and tensors.
 *
 * <p>A pickle names the Python functions that make its objects. Only those of tensors and containers are known here,
 * each by a few lines of ours; any other name is an error that says which. The library's own table of constructors is
 * not consulted, and state given to an object is dropped.
 */
final class TorchUnpickler extends Unpickler {
    private static final String TORCH = "torch.";

    /** Python's module and name joined by a dot. */
    private static IObjectConstructor constructor(String global) {
        TensorType elements = global.startsWith(TORCH) ? TorchStorage.type(global.substring(TORCH.length())) : null;
        if (elements != null) {
            return new StorageClass(elements);
        }
        return switch (global) {
            case "collections.OrderedDict" -> TorchUnpickler::dictionary;
            case "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2" -> TorchUnpickler::tensor;
            case "torch._utils._rebuild_parameter", "torch.nn.parameter.Parameter" -> arguments -> arguments[0];
            case "torch.Size" -> arguments -> arguments[0];
            case "torch.device", "argparse.Namespace", "omegaconf.dictconfig.DictConfig" -> arguments -> "";
            default ->
                throw new PickleException("it needs the Python object '" + global
                        + "', which is none of those that a checkpoint of tensors is made of");
        };
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
