package io.dynrefer.data.formats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Consumer;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.Unpickler;

/** Empties the outermost list whenever something was added to it. */
final class ListReader extends Unpickler {
    private final Consumer<Object> action;

    ListReader(Map<Integer, Object> memo, Consumer<Object> action) {
        this.memo = memo;
        this.action = action;
    }

    @Override
    protected Object dispatch(short instruction) throws IOException {
        switch (instruction) {
            case Opcodes.GLOBAL, Opcodes.STACK_GLOBAL, Opcodes.INST, Opcodes.OBJ ->
                throw new PickleException("it makes objects of Python classes");
            default -> {
                Object result = super.dispatch(instruction);
                if (instruction == Opcodes.APPEND || instruction == Opcodes.APPENDS) {
                    handOver();
                }
                return result;
            }
        }
    }

    private void handOver() {
        if (stack.size() == 1 && stack.peek() instanceof ArrayList<?> outermost) {
            outermost.forEach(action);
            outermost.clear();
        }
    }
}
