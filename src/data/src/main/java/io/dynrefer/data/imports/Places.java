package io.dynrefer.data.imports;

import io.dynrefer.region.DynReferException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds out in which form the labels of a place are kept. */
public final class Places {
    /** Those that can be told for certain come first; a folder of photos by class is what is left. */
    private static final List<PhotoForm> FORMS = List.of(
            new ReferForm(),
            new VisualGenomeForm(),
            new LabelListForm(),
            new CocoForm(),
            new LabelStudioForm(),
            new CvatForm(),
            new VocForm(),
            new YoloForm(),
            new ClassFolderForm());

    private Places() {}

    /**
     * What was found at a place.
     *
     * @param form for people, e.g. {@code YOLO}
     */
    public record Found(String form, PhotoSource source) {}

    /**
     * Looks at a folder or a file of labels.
     *
     * @param name of the data set that is to be made
     */
    public static Found look(Path path, String name) {
        Place place = new Place(path);
        for (PhotoForm form : FORMS) {
            Optional<PhotoSource> source = form.open(place, name);
            if (source.isPresent()) {
                return new Found(form.title(), source.get());
            }
        }
        throw DynReferException.invalid(
                "--data",
                path + " is in none of the forms that are read: "
                        + String.join(", ", FORMS.stream().map(PhotoForm::title).toList())
                        + ". Name the folder that holds the photos and their labels.");
    }
}
