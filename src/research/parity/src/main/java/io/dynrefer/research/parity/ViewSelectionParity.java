package io.dynrefer.research.parity;

import com.fasterxml.jackson.databind.JsonNode;
import io.dynrefer.region.Box;
import io.dynrefer.region.CocoRle;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.MaskRegion;
import io.dynrefer.region.NestedViews;
import io.dynrefer.region.PixelBox;
import io.dynrefer.region.View;
import io.dynrefer.region.ViewSelection;
import io.dynrefer.safetensors.SafeTensorsDocument;
import io.dynrefer.views.CandidateViews;
import io.dynrefer.views.ImagePriorPolicy;
import io.dynrefer.views.ImagePriorPolicy.Candidate;
import io.dynrefer.views.PerceptualHash;
import io.dynrefer.views.PlacedRegion;
import io.dynrefer.views.ViewGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * Candidate boxes, hashes, scores and selections of {@code view_selection.json}, exact, and the DCT coefficients behind
 * them.
 *
 * <p>Two faults of the research code are not inherited (METHOD 1), so lines marked {@code [fix]} assert ours and,
 * beside it, the number or error that it replaces: a mask's box is one pixel short there, and boxes that start outside
 * the picture, or a one-pixel mask, fail.
 */
final class ViewSelectionParity implements ParityCheck {
    private static final double COEFFICIENT_TOLERANCE = 0.05;
    private static final int MOST_VIEWS = 4;
    private static final Pattern VIEW_BOXES = Pattern.compile("views_bbox_nv(\\d+)_size(\\d+)");

    @Override
    public boolean applies(Path folder) {
        return Files.exists(folder.resolve("view_selection.json"));
    }

    @Override
    public void run(Path folder, ParityReport report) {
        List<Double> coefficientsOfFile =
                RegionFixture.doubles(RegionFixture.readJson(folder).get("weights_t"));
        report.exact("view_selection/weights_t", coefficientsOfFile, CandidateViews.COEFFICIENTS);
        SafeTensorsDocument coefficients = SafeTensorsDocument.read(folder.resolve("dct8x8.safetensors"));
        List<RegionFixture> fixtures = RegionFixture.readAll(folder);
        for (RegionFixture fixture : fixtures) {
            if (fixture.hasResearchBox()) {
                compareRegion(fixture, report);
            }
            if (fixture.failedInResearchCode()) {
                compareRepaired(fixture, report);
            } else {
                compareBoxes(fixture, report);
                List<Candidate> candidates = ImagePriorPolicy.candidates(fixture.placed());
                compareHashes(fixture, candidates, report);
                compareSelections(fixture, candidates, report);
                compareCoefficients(fixture, coefficients, report);
            }
        }
        List<String> withCoefficients = fixtures.stream()
                .filter(fixture -> !fixture.failedInResearchCode())
                .map(RegionFixture::id)
                .toList();
        report.exact("view_selection/dct8x8 names", List.copyOf(coefficients.names()), withCoefficients);
    }

    /** The segmentation: its box, and for masks the run-length codec. */
    private static void compareRegion(RegionFixture fixture, ParityReport report) {
        Box expected = fixture.researchBox();
        Box bounds = fixture.region().bounds();
        if (fixture.isMask()) {
            Box covering = new Box(expected.x1(), expected.y1(), expected.x2() + 1, expected.y2() + 1);
            report.exact(name(fixture, "bbox_xyxy [fix] last pixel covered"), List.of(covering), List.of(bounds));
        } else {
            report.exact(name(fixture, "bbox_xyxy"), List.of(expected), List.of(bounds));
        }
        JsonNode drawn = fixture.json().get("mask_rle");
        MaskRegion mask = RegionFixture.mask(drawn);
        report.exact(
                name(fixture, "mask_area"),
                List.of(fixture.json().get("mask_area").asLong()),
                List.of(mask.area()));
        report.exact(
                name(fixture, "mask_rle"), List.of(drawn.get("counts").asText()), List.of(CocoRle.encode(mask.runs())));
    }

    /** Where the research code fails, ours answers from the part inside the picture, or says that there is none. */
    private static void compareRepaired(RegionFixture fixture, ParityReport report) {
        Box reach = fixture.region().bounds();
        boolean fault = fixture.isMask() && fixture.hasResearchBox()
                ? fixture.researchBox().width() == 0 || fixture.researchBox().height() == 0
                : !fixture.clamped(reach).equals(reach);
        report.exact(name(fixture, "error [fix] is a fault we replace"), List.of(true), List.of(fault));
        for (int viewCount = 1; viewCount <= MOST_VIEWS; viewCount++) {
            report.exact(
                    name(fixture, "error [fix] answer with " + viewCount + " views"),
                    List.of(reach.overlaps(fixture.image().size().box()) ? "answered" : "region_outside_image"),
                    List.of(answer(fixture, viewCount)));
        }
    }

    private static String answer(RegionFixture fixture, int viewCount) {
        try {
            NestedViews views = new ViewGenerator(viewCount, 224)
                    .generate(fixture.image(), fixture.region(), new ViewSelection.ByImage());
            Box expected = float32(fixture.clamped(fixture.region().bounds()));
            boolean wholePixels =
                    (int) expected.x1() < (int) expected.x2() && (int) expected.y1() < (int) expected.y2();
            if (views.views().size() != viewCount) {
                return views.views().size() + " views";
            }
            return !wholePixels || views.region().equals(expected) ? "answered" : "for " + views.region();
        } catch (DynReferException e) {
            return e.code().wireName();
        }
    }

    private static void compareBoxes(RegionFixture fixture, ParityReport report) {
        PlacedRegion region = fixture.placed();
        report.exact(
                name(fixture, "bbox_f32"),
                perView(fixture, view -> fixture.clamped(RegionFixture.box(view.get("bbox_f32")))),
                coefficients(fixture).stream().map(region::viewBox).toList());
        report.exact(
                name(fixture, "bbox_int"),
                perView(fixture, view -> fixture.clamped(RegionFixture.box(view.get("bbox_int")))),
                coefficients(fixture).stream()
                        .map(t -> wholePixels(region.crop(t)))
                        .toList());
    }

    private static void compareHashes(RegionFixture fixture, List<Candidate> candidates, ParityReport report) {
        List<String> hashes = new ArrayList<>(List.of(fixture.placed().hash(0).toString()));
        candidates.forEach(candidate -> hashes.add(candidate.hash().toString()));
        report.exact(
                name(fixture, "phash"),
                perView(fixture, view -> view.get("phash").asText()),
                hashes);
        report.exact(
                name(fixture, "hamming"),
                perCandidate(fixture, view -> view.get("hamming").asInt()),
                candidates.stream().map(Candidate::hammingDistance).toList());
        report.exact(
                name(fixture, "score"),
                perCandidate(fixture, view -> view.get("score").asDouble()),
                candidates.stream().map(Candidate::score).toList());
    }

    private static void compareSelections(RegionFixture fixture, List<Candidate> candidates, ParityReport report) {
        PlacedRegion region = fixture.placed();
        for (Map.Entry<String, JsonNode> expected :
                fixture.json().get("selection").properties()) {
            List<Double> chosen = ImagePriorPolicy.best(candidates, Integer.parseInt(expected.getKey()));
            String name = "selection." + expected.getKey();
            report.exact(
                    name(fixture, name + ".t"),
                    RegionFixture.doubles(expected.getValue().get("t")),
                    chosen);
            report.exact(
                    name(fixture, name + ".bbox_f32"),
                    list(expected.getValue().get("bbox_f32"), box -> fixture.clamped(RegionFixture.box(box))),
                    chosen.stream().map(region::viewBox).toList());
        }
        for (Map.Entry<String, JsonNode> field : fixture.json().properties()) {
            Matcher sizes = VIEW_BOXES.matcher(field.getKey());
            if (sizes.matches()) {
                ViewGenerator views =
                        new ViewGenerator(Integer.parseInt(sizes.group(1)), Integer.parseInt(sizes.group(2)));
                report.exact(
                        name(fixture, field.getKey()),
                        list(field.getValue(), RegionFixture::box),
                        views.generate(region, new ImagePriorPolicy()).views().stream()
                                .map(View::regionInView)
                                .toList());
            }
        }
    }

    /** The (views, 8, 8) coefficients, and how far the nearest is from the mean that decides its bit. */
    private static void compareCoefficients(RegionFixture fixture, SafeTensorsDocument expected, ParityReport report) {
        List<double[]> ours = coefficients(fixture).stream()
                .map(t -> PerceptualHash.coefficients(
                        fixture.image(), fixture.placed().crop(t)))
                .toList();
        float[] flat = new float[ours.size() * 64]; // (views, 8, 8)
        float[] margins = new float[ours.size()];
        for (int view = 0; view < ours.size(); view++) {
            double[] coefficients = ours.get(view);
            double mean = Arrays.stream(coefficients).average().orElseThrow();
            margins[view] = (float) Arrays.stream(coefficients)
                    .map(coefficient -> Math.abs(coefficient - mean))
                    .min()
                    .orElseThrow();
            for (int i = 0; i < coefficients.length; i++) {
                flat[view * coefficients.length + i] = (float) coefficients[i];
            }
        }
        report.floats(name(fixture, "dct8x8"), expected.floats(fixture.id()), flat, COEFFICIENT_TOLERANCE);
        List<Double> expectedMargins =
                perView(fixture, view -> view.get("min_abs_margin").asDouble());
        report.floats(name(fixture, "min_abs_margin"), toFloats(expectedMargins), margins, COEFFICIENT_TOLERANCE);
    }

    /** 0, then the candidates. */
    private static List<Double> coefficients(RegionFixture fixture) {
        List<Double> coefficients = new ArrayList<>(List.of(0.0));
        coefficients.addAll(perCandidate(fixture, view -> view.get("t").asDouble()));
        return coefficients;
    }

    private static <T> List<T> perView(RegionFixture fixture, Function<JsonNode, T> value) {
        List<T> values = new ArrayList<>(List.of(value.apply(fixture.json().get("basic"))));
        values.addAll(perCandidate(fixture, value));
        return values;
    }

    private static <T> List<T> perCandidate(RegionFixture fixture, Function<JsonNode, T> value) {
        return list(fixture.json().get("candidates"), value);
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> value) {
        return StreamSupport.stream(array.spliterator(), false).map(value).toList();
    }

    private static float[] toFloats(List<Double> values) {
        float[] floats = new float[values.size()];
        IntStream.range(0, floats.length).forEach(i -> floats[i] = values.get(i).floatValue());
        return floats;
    }

    private static Box wholePixels(PixelBox box) {
        return new Box(box.x1(), box.y1(), box.x2(), box.y2());
    }

    private static Box float32(Box box) {
        return new Box((float) box.x1(), (float) box.y1(), (float) box.x2(), (float) box.y2());
    }

    private static String name(RegionFixture fixture, String what) {
        return "view_selection/" + fixture.id() + "/" + what;
    }
}
