package io.dynrefer.data.imports;

import io.dynrefer.data.imports.ListSource.Naming;
import java.util.List;
import java.util.Optional;

/** The project's own list of labelled regions ({@link ListSource}). */
final class LabelListForm implements PhotoForm {
    @Override
    public String title() {
        return "a list of {file, category, split, bbox}";
    }

    @Override
    public Optional<PhotoSource> open(Place place, String name) {
        return place.labels("json").stream()
                .filter(file -> JsonHead.of(file).isListWith("file", "category", "split", "bbox"))
                .findFirst()
                .map(file -> new ListSource(name, file, "", Naming.FINE, List.of()));
    }
}
