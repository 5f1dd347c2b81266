package io.dynrefer.cli.answer;

import io.dynrefer.referring.Problem;
import io.dynrefer.referring.ReferResponse;
import io.dynrefer.referring.ReferResponse.RegionAnswer;
import io.dynrefer.referring.ReferResponse.ViewUsed;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.ScoredLabel;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Answers with every part that can be there or be absent. */
final class Samples {
    private Samples() {}

    /** A region with everything, one with a calibrated category alone, one with nothing found, one that failed. */
    static AnsweredPhoto photo() {
        return AnsweredPhoto.alone(
                "photos/my cat.jpg",
                new ReferResponse(
                        new ReferResponse.Model("0123456789abcdef0123456789abcdef", "tiny", false),
                        new ReferResponse.Image(
                                new ImageDigest("0".repeat(64)), "jpeg", 400, 200, "rotated_90_clockwise"),
                        new ReferResponse.DefaultVocabulary("tiny", 20, null),
                        List.of(everything(), categoryAlone(), nothingFound(), failed()),
                        new ReferResponse.Cache(5, 1, 2, 0, 3),
                        List.of("The weights of 'tiny' are untrained random numbers."),
                        Map.of("total", 1234.5, "encode", 1000.0, "receive", 20.25, "caption", 200.0, "views", 14.25)));
    }

    private static RegionAnswer everything() {
        List<ScoredLabel> tags = IntStream.range(0, 12)
                .mapToObj(i -> new ScoredLabel("tag" + i, 0.5 + i / 64.0))
                .toList();
        List<ViewUsed> captionViews = List.of(
                new ViewUsed(0, List.of(40, 30, 100, 50), 0, 0),
                new ViewUsed(0.4, List.of(24, 18, 220, 110), 10, 25),
                new ViewUsed(0.5, List.of(20, 15, 250, 125), 11, 22));
        List<ViewUsed> tagViews = List.of(
                new ViewUsed(0, List.of(40, 30, 100, 50), 0, 0), new ViewUsed(0.1, List.of(36, 27, 130, 65), 7, 70));
        return new RegionAnswer(
                "cat",
                List.of(40.0, 30.0, 100.5, 50.0),
                tags,
                List.of(new ScoredLabel("cat", 7.25), new ScoredLabel("dog", -1.5)),
                null,
                List.of(new ScoredLabel("color:grey", 0.75), new ScoredLabel("wet", 0.25)),
                new ReferResponse.Caption("a \"grey\" cat, asleep", 0.0123456, List.of("tag1", "tag2")),
                Map.of("tags", tagViews, "caption", captionViews),
                null);
    }

    private static RegionAnswer categoryAlone() {
        return new RegionAnswer(
                "7",
                List.of(0.0, 0.0, 400.0, 200.0),
                null,
                List.of(new ScoredLabel("dog", 3, 0.8125)),
                0.96875,
                null,
                null,
                Map.of("category", List.of(new ViewUsed(0, List.of(0, 0, 400, 200), 0, 0))),
                null);
    }

    private static RegionAnswer nothingFound() {
        return new RegionAnswer(
                "empty",
                List.of(1.0, 2.0, 3.0, 4.0),
                List.of(),
                null,
                null,
                null,
                new ReferResponse.Caption("", 1, List.of()),
                Map.of("tags", List.of(), "caption", List.of()),
                null);
    }

    private static RegionAnswer failed() {
        return new RegionAnswer(
                "outside",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new Problem(ErrorCode.REGION_OUTSIDE_IMAGE, "bbox", "The region lies outside the image."));
    }
}
