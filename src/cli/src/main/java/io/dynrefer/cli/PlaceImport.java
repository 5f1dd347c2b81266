package io.dynrefer.cli;

import io.dynrefer.command.DatasetPlaces;
import io.dynrefer.command.Display;
import io.dynrefer.command.Surroundings;
import io.dynrefer.command.UserFiles;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.DatasetAddition;
import io.dynrefer.data.DatasetGeneration;
import io.dynrefer.data.DatasetInfo;
import io.dynrefer.data.imports.ImportRules;
import io.dynrefer.data.imports.KnownPhotos;
import io.dynrefer.data.imports.PhotoImport;
import io.dynrefer.data.imports.Places;
import io.dynrefer.region.DynReferException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Imports labelled photos of any form into a folder; a second time, what is new. */
final class PlaceImport {
    /** Says what was left out and where. */
    private static final String REPORT = "import.json";

    private static final int SHOWN = 3;

    private final Path out;
    private final PrintWriter messages;
    private final Surroundings surroundings;

    /** What an import brought. */
    record Done(DatasetInfo info, PhotoImport photos) {}

    PlaceImport(Path out, PrintWriter messages, Surroundings surroundings) {
        this.out = out;
        this.messages = messages;
        this.surroundings = surroundings;
    }

    /** The data set of a place: the place itself if it is one, else what is imported from it; the caller closes it. */
    Dataset open(String place) {
        boolean isDataset = !DatasetPlaces.isLocal(place)
                || place.endsWith(".zip")
                || Files.exists(Path.of(place).resolve(DatasetInfo.FILE_NAME));
        if (isDataset) {
            return DatasetPlaces.open(place);
        }
        Path folder = Path.of(place).toAbsolutePath().normalize();
        run(Path.of(place), String.valueOf(folder.getFileName()), new ImportRules(1, Map.of(), 1));
        return Dataset.open(out);
    }

    Done run(Path place, String name, ImportRules rules) {
        Places.Found found = Places.look(place, name);
        messages.printf("%s: %s%n", place, found.form());
        messages.flush();
        KnownPhotos known = KnownPhotos.of(out);
        PhotoImport photos;
        try (Display display = Display.of("Reading " + place, " photos", messages, surroundings)) {
            photos = new PhotoImport(found.source(), rules, known, display);
        }
        DatasetInfo info;
        try (Display display = Display.of("Writing " + out, " photos", messages, surroundings)) {
            info = write(photos, known, display);
        }
        UserFiles.write("--out", out.resolve(REPORT), photos.report());
        tell(photos);
        return new Done(info, photos);
    }

    private DatasetInfo write(PhotoImport photos, KnownPhotos known, Display display) {
        if (!known.byName().isEmpty()) {
            return new DatasetAddition(photos, out).run(display);
        }
        Map<?, Integer> scenes = DatasetGeneration.usualScenes(photos);
        if (scenes.values().stream().mapToInt(Integer::intValue).sum() == 0) {
            tell(photos);
            throw DynReferException.invalid(
                    "--data", "No labelled photo is left to import; see what was left out above.");
        }
        return new DatasetGeneration(photos, DatasetGeneration.usualScenes(photos), out).run(display);
    }

    private void tell(PhotoImport photos) {
        if (photos.knownBefore() > 0) {
            messages.printf("%d photos were imported before and stay as they are%n", photos.knownBefore());
        }
        photos.leftOut().counts().forEach((reason, count) -> {
            List<String> where = photos.leftOut().notes().getOrDefault(reason, List.of());
            messages.printf("left out: %d %s%n", count, reason.words());
            where.stream().limit(SHOWN).forEach(place -> messages.printf("    %s%n", place));
            if (count > SHOWN) {
                messages.printf("    … all in %s%n", out.resolve(REPORT));
            }
        });
        messages.flush();
    }
}
