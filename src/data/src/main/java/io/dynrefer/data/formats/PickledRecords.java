package io.dynrefer.data.formats;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import net.razorvine.pickle.PickleException;
import org.jspecify.annotations.Nullable;

/**
 * A Python pickle that is one list of plain values, read value by value. A pickle numbers every value so that a later
 * one can refer to it, and a reader must keep what will be referred to. So the file is read twice: first to learn which
 * numbers are ever asked for, then to hand over the values. In memory stay those numbers and their values (in published
 * files the names of fields and repeated words), and the values that the pickle appends at once, in Python's at most
 * 1000.
 */
final class PickledRecords {
    private PickledRecords() {}

    /**
     * Hands over the values of the file's list in order.
     *
     * @throws DynReferException if the file is no pickle, no list, or makes objects other than plain values
     */
    static void forEach(Path file, Consumer<Object> action) {
        try {
            NumbersAskedFor asked = new NumbersAskedFor();
            read(file, asked, value -> {});
            read(file, new ValuesAskedFor(asked.numbers), action);
        } catch (PickleException
                | ClassCastException
                | IndexOutOfBoundsException
                | IllegalArgumentException e) { // what the library throws at damaged files
            throw new DynReferException(
                    ErrorCode.INVALID_REQUEST,
                    String.valueOf(file.getFileName()),
                    file + " is no pickle of plain values: " + e.getMessage() + ".",
                    e);
        } catch (IOException e) {
            throw new DynReferException(
                    ErrorCode.INVALID_REQUEST,
                    String.valueOf(file.getFileName()),
                    file + " cannot be read to its end: " + e.getMessage() + ".",
                    e);
        }
    }

    private static void read(Path file, Map<Integer, Object> memo, Consumer<Object> action) throws IOException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
            Object document = new ListReader(memo, action).load(bytes);
            if (!(document instanceof List<?>)) {
                throw DynReferException.invalid(
                        String.valueOf(file.getFileName()), file.getFileName() + ": it must hold a list.");
            }
        }
    }

    /** Keeps no value, but the numbers that were asked for; answers with an empty text. */
    private static final class NumbersAskedFor extends HashMap<Integer, Object> {
        private static final long serialVersionUID = 1;

        private final Set<Integer> numbers = new HashSet<>();
        private int values;

        @Override
        public @Nullable Object put(Integer number, Object value) {
            values++;
            return null;
        }

        @Override
        public boolean containsKey(Object number) {
            return true; // whether it was given is seen when the values are read
        }

        @Override
        public Object get(Object number) {
            numbers.add((Integer) number);
            return "";
        }

        @Override
        public int size() {
            return values;
        }
    }

    /** Keeps the values whose numbers are asked for. */
    private static final class ValuesAskedFor extends HashMap<Integer, Object> {
        private static final long serialVersionUID = 1;

        private final Set<Integer> numbers;
        private int values;

        ValuesAskedFor(Set<Integer> numbers) {
            this.numbers = numbers;
        }

        @Override
        public @Nullable Object put(Integer number, Object value) {
            values++;
            return numbers.contains(number) ? super.put(number, value) : null;
        }

        /** How many values were numbered, which is the number that the next one gets. */
        @Override
        public int size() {
            return values;
        }
    }
}
