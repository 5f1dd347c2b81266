package io.dynrefer.cli;

import io.dynrefer.command.ExitCode;
import io.dynrefer.command.Surroundings;
import io.dynrefer.referring.jobs.Forgetting;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.search.SearchIndex;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.PrefixedBlobStore;
import io.dynrefer.store.StoreKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes a photo and everything that was made from it. */
@Command(
        name = "forget",
        description = {
            "Remove a photo and everything that was made from it, with the jobs about it.",
            "A job about several images keeps its other answers; work that is under way removes what it still puts."
        },
        footer = {
            "",
            "Examples:",
            "  dynrefer store forget examples/cat.jpg",
            "  dynrefer store forget examples/cat.jpg --index target/index",
            "",
            "A server that answers searches keeps the index that it has opened until it is started anew."
        })
final class StoreForgetCommand extends StoreSubcommand {
    @Parameters(paramLabel = "<photo>", description = "The photo's file, or the SHA-256 of its bytes.")
    private String photo = "";

    @Option(
            names = "--index",
            paramLabel = "<index>",
            description = "An index of 'dynrefer index' that forgets the photo's regions, too; may be repeated.")
    private List<Path> indexes = new ArrayList<>();

    StoreForgetCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int on(BlobStore opened) {
        ImageDigest image = image();
        forget("", opened, image);
        for (String tenant : StoreKeys.tenants(opened)) {
            forget("tenant " + tenant + ": ", new PrefixedBlobStore(opened, StoreKeys.tenant(tenant)), image);
        }
        for (Path index : indexes) {
            print("index %s: %d regions removed.", index, SearchIndex.forget(index, image));
        }
        if (indexes.isEmpty()) {
            print("Indexes of 'dynrefer index' are left as they are: name those that are to forget it with --index.");
        }
        return ExitCode.OK;
    }

    private void forget(String whose, BlobStore part, ImageDigest image) {
        Forgetting.Removal removal = new Forgetting(part).forget(image);
        removal.removed().forEach((kind, count) -> print("%-16s %d removed", kind, count));
        removal.jobs().forEach(job -> print("job %s was about it", job));
        int objects =
                removal.removed().values().stream().mapToInt(Integer::intValue).sum();
        print(
                "%s%s: %d objects of %s removed.",
                whose, removal.image(), objects, StoreQuantities.size(removal.bytes()));
    }

    private ImageDigest image() {
        Path file = Path.of(photo);
        if (!Files.exists(file)) {
            return new ImageDigest(photo);
        }
        try {
            return ImageDigest.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new DynReferException(ErrorCode.NOT_FOUND, "<photo>", file + " cannot be read: " + e + ".", e);
        }
    }
}
