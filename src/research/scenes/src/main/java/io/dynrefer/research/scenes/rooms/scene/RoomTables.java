package io.dynrefer.research.scenes.rooms.scene;

import io.dynrefer.region.DynReferException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The tables of categories and scene types, as the resources {@code categories.txt} and {@code scenes.txt} give them.
 */
public final class RoomTables {
    private static final String FOLDER = "/io/dynrefer/research/scenes/rooms/";

    private final Map<String, Category> categories = new LinkedHashMap<>();
    private final List<SceneType> sceneTypes;

    /** Reads the built-in tables. */
    public RoomTables() {
        for (String[] fields : rows("categories.txt", 6)) {
            Category category = new Category(
                    fields[0],
                    fields[1],
                    enums(Role.class, fields[2]),
                    enums(Trait.class, fields[3]),
                    words(fields[4], "\\s+"),
                    words(fields[5], ";"));
            categories.put(category.word(), category);
        }
        sceneTypes = rows("scenes.txt", 3).stream().map(this::sceneType).toList();
    }

    private SceneType sceneType(String[] fields) {
        return new SceneType(
                fields[1], words(fields[2], ";").stream().map(this::category).toList());
    }

    private Category category(String word) {
        Category category = categories.get(word);
        if (category == null) {
            throw DynReferException.invalid("scenes.txt", "No category is called " + word + ".");
        }
        return category;
    }

    private static List<String[]> rows(String file, int fields) {
        try (InputStream in = RoomTables.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + FOLDER + file + " is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> row(file, line, fields))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] row(String file, String line, int fields) {
        String[] row = Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
        if (row.length != fields) {
            throw DynReferException.invalid(file, "A line needs " + fields + " fields: " + line);
        }
        return row;
    }

    private static List<String> words(String field, String separator) {
        return Arrays.stream(field.split(separator))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static <E extends Enum<E>> Set<E> enums(Class<E> type, String field) {
        Set<E> values = EnumSet.noneOf(type);
        words(field, "\\s+").forEach(word -> values.add(Enum.valueOf(type, word.toUpperCase(Locale.ROOT))));
        return values;
    }

    /** Every category, in the table's order. */
    public List<Category> categories() {
        return List.copyOf(categories.values());
    }

    /** Every scene type, in the table's order. */
    public List<SceneType> sceneTypes() {
        return sceneTypes;
    }
}
