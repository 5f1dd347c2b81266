package io.dynrefer.research.scenes.rooms.furniture;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads {@code PluginFurnitureCatalog.properties}: numbered entries {@code key#number=value} in ISO 8859-1. */
final class FurnitureCatalogue {
    private static final List<Float> UPRIGHT = List.of(1f, 0f, 0f, 0f, 1f, 0f, 0f, 0f, 1f);

    private final String library;
    private final Properties properties = new Properties();

    private FurnitureCatalogue(String library) {
        this.library = library;
    }

    /** The models of the catalogue {@code in} of {@code library}, by number. */
    static List<FurnitureModel> read(String library, InputStream in) throws IOException {
        FurnitureCatalogue catalogue = new FurnitureCatalogue(library);
        catalogue.properties.load(new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1)));
        return catalogue.models();
    }

    private List<FurnitureModel> models() {
        Map<Integer, String> ids = new TreeMap<>();
        for (String key : properties.stringPropertyNames()) {
            if (key.startsWith("id#")) {
                ids.put(Integer.parseInt(key.substring(3)), properties.getProperty(key));
            }
        }
        List<FurnitureModel> models = new ArrayList<>();
        ids.forEach((number, id) -> models.add(model(number, id.strip())));
        return models;
    }

    private FurnitureModel model(int number, String id) {
        float height = length("height", number);
        return new FurnitureModel(
                library + "#" + id.substring(id.indexOf('#') + 1),
                text("name", number),
                library,
                text("model", number).replaceFirst("^/", ""),
                length("width", number),
                length("depth", number),
                height,
                optional("dropOnTopElevation", number) == null ? height : length("dropOnTopElevation", number),
                optional("elevation", number) == null ? 0 : length("elevation", number),
                rotation(optional("modelRotation", number)),
                text("creator", number),
                String.valueOf(properties.getProperty("license", "see the package's copyright file"))
                        .strip());
    }

    private static List<Float> rotation(@Nullable String numbers) {
        if (numbers == null) {
            return UPRIGHT;
        }
        List<Float> rotation = new ArrayList<>();
        for (String number : numbers.split("\\s+")) {
            rotation.add(Float.parseFloat(number));
        }
        return rotation;
    }

    private float length(String key, int number) {
        return Float.parseFloat(text(key, number));
    }

    private String text(String key, int number) {
        String value = optional(key, number);
        if (value == null) {
            throw new DynReferException(
                    ErrorCode.INVALID_REQUEST,
                    key + "#" + number,
                    "The furniture catalogue " + library + " has no " + key + " for entry " + number
                            + ". Fetch the package again.");
        }
        return value;
    }

    private @Nullable String optional(String key, int number) {
        String value = properties.getProperty(key + "#" + number);
        return value == null ? null : value.strip();
    }
}
