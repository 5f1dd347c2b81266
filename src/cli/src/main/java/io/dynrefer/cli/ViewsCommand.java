package io.dynrefer.cli;

import io.dynrefer.cli.answer.ViewsReport;
import io.dynrefer.command.ExitCode;
import io.dynrefer.command.UserFiles;
import io.dynrefer.pictures.ViewOverlay;
import io.dynrefer.referring.EncodedImage;
import io.dynrefer.referring.Placement;
import io.dynrefer.referring.ReferRequest;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.NestedViews;
import io.dynrefer.region.Region;
import io.dynrefer.region.Task;
import io.dynrefer.region.TaskPrior;
import io.dynrefer.region.ViewSelection;
import io.dynrefer.views.PlacedRegion;
import io.dynrefer.views.ViewGenerator;
import io.dynrefer.views.image.DecodedImage;
import io.dynrefer.views.image.ImageLimits;
import io.dynrefer.views.image.ImageReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains which views of a region are chosen and draws them on the photo; needs no weights. */
@Command(
        name = "views",
        description = "Explain which views of a region are chosen, and draw them on the photo.",
        footer = {
            "",
            "Example:",
            "  dynrefer views examples/astronaut.jpg --box 350,0,112,290 --views image --out views.svg"
        })
final class ViewsCommand implements Callable<Integer> {
    /** As in the released model. */
    private static final int RELEASED_VIEW_COUNT = 3;

    private static final int RELEASED_VIEW_SIZE = 224;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "<photo>", description = "A JPEG, PNG, WebP, GIF or BMP file.")
    private Path photo;

    @Mixin
    private RegionOptions regions = new RegionOptions();

    @Option(
            names = "--views",
            paramLabel = "task|image|0,0.1,0.5",
            description =
                    "The choice to explain: what suits the task (default), what the image gains most from, or these.")
    private String views = "task";

    @Option(names = "--task", paramLabel = "<task>", description = "The task whose views are drawn (default caption).")
    private String task = Task.CAPTION.wireName();

    @Option(
            names = "--view-count",
            paramLabel = "<n>",
            description =
                    "Views the model takes (default: as many as --views names, otherwise 3, the released model's).")
    private @Nullable Integer viewCount;

    @Option(
            names = "--out",
            paramLabel = "<file>",
            description =
                    "The SVG to write (default <photo>-views.svg, here); of several regions one each, with its id.")
    private @Nullable Path out;

    @Override
    public Integer call() {
        ViewSelection selection = ViewSelection.parse(views);
        Task asked = Task.fromWireName(task);
        byte[] bytes = UserFiles.bytes("<photo>", photo);
        ReferRequest request = regions.in(photo).toRequest(new EncodedImage(bytes));
        DecodedImage image = new ImageReader(ImageLimits.DEFAULT).read(bytes);
        int count = count(selection);
        ViewSelection.Common seen = views(selection, asked, count);
        ViewGenerator generator = new ViewGenerator(count, RELEASED_VIEW_SIZE);
        PrintWriter output = spec.commandLine().getOut();
        output.printf(
                "Photo   %s (%s, %d x %d)%n",
                photo,
                image.format().wireName(),
                image.image().width(),
                image.image().height());
        Placement placement = Placement.of(request, image.header());
        boolean several = request.regions().size() > 1;
        for (ReferRequest.RegionRequest place : request.regions()) {
            Region region = placement.resolve(place.id(), place.region());
            NestedViews chosen = generator.generate(image.image(), region, seen);
            if (several) {
                output.printf("%nRegion %s%n", place.id());
            }
            output.print(ViewsReport.render(PlacedRegion.of(image.image(), region), chosen, selection, asked));
            Path svg = several ? file("-" + place.id()) : file("");
            UserFiles.writeSvg("--out", svg, ViewOverlay.svg(image.image(), chosen));
            output.println("Drawn in " + svg);
        }
        output.flush();
        return ExitCode.OK;
    }

    private static ViewSelection.Common views(ViewSelection selection, Task task, int count) {
        if (selection instanceof ViewSelection.Explicit explicit) {
            explicit.requireRegionFirst();
        }
        return selection instanceof ViewSelection.Common common
                ? common
                : new ViewSelection.Explicit(TaskPrior.published(count).views(task));
    }

    private int count(ViewSelection selection) {
        if (viewCount != null && viewCount < 1) {
            throw DynReferException.invalid("--view-count", "--view-count is at least 1, not " + viewCount + ".");
        }
        if (viewCount != null) {
            return viewCount;
        }
        return selection instanceof ViewSelection.Explicit explicit
                ? explicit.coefficients().size()
                : RELEASED_VIEW_COUNT;
    }

    /** The drawing's file; of several regions each has its id at the end of the name. */
    private Path file(String suffix) {
        if (out == null) {
            return Path.of(
                    String.valueOf(photo.getFileName()).replaceFirst("\\.[^.]*$", "") + "-views" + suffix + ".svg");
        }
        return suffix.isEmpty()
                ? out
                : out.resolveSibling(String.valueOf(out.getFileName()).replaceFirst("(\\.svg)?$", suffix + "$1"));
    }
}
