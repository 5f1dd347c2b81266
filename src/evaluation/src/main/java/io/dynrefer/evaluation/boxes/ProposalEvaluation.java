package io.dynrefer.evaluation.boxes;

import io.dynrefer.data.AnnotatedImage;
import io.dynrefer.data.AnnotatedRegion;
import io.dynrefer.data.Dataset;
import io.dynrefer.data.Split;
import io.dynrefer.evaluation.bootstrap.Bootstrap;
import io.dynrefer.evaluation.bootstrap.MeanStatistic;
import io.dynrefer.evaluation.report.Cell;
import io.dynrefer.evaluation.report.Report;
import io.dynrefer.evaluation.report.ReportTable;
import io.dynrefer.region.Box;
import io.dynrefer.region.BoxOverlap;
import io.dynrefer.region.BoxProposer;
import io.dynrefer.region.Point;
import io.dynrefer.region.Progress;
import io.dynrefer.region.Proposals;
import io.dynrefer.region.RgbImage;
import io.dynrefer.views.BicubicResize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Proposed boxes against annotated ones. A thing is found where a box lies on it: intersection over union of at least
 * {@value #OVERLAP}. Things with a side below {@value #SMALLEST} pixels do not count.
 */
public final class ProposalEvaluation {
    private static final double OVERLAP = 0.5;
    private static final int SMALLEST = 14;
    private static final int POINTED = 32; // smallest side of a thing that is pointed at

    private final List<Dataset> datasets;
    private final Split split;

    public ProposalEvaluation(List<Dataset> datasets, Split split) {
        this.datasets = List.copyOf(datasets);
        this.split = split;
    }

    /** Asks about every photo and reports. */
    public Report run(BoxProposer proposer, Progress progress) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("box head", proposer.id());
        List<ReportTable> tables = new ArrayList<>();
        for (Dataset dataset : datasets) {
            List<AnnotatedImage> images = dataset.images(split);
            Map<String, MeanStatistic> rows = new LinkedHashMap<>();
            for (int i = 0; i < images.size(); i++) {
                Proposals proposals = proposals(proposer, dataset.pixels().read(images.get(i)));
                for (AnnotatedRegion region : images.get(i).regions()) {
                    measure(rows, i, region.box(), proposals);
                }
                progress.report(i + 1, images.size());
            }
            facts.put(dataset.info().name(), split.wireName() + ", " + images.size() + " photos");
            tables.add(table(dataset.info().name(), rows, new Bootstrap(images.size())));
        }
        return new Report("Proposed boxes", facts, tables, List.of());
    }

    private static Proposals proposals(BoxProposer proposer, RgbImage photo) {
        return proposer.propose(BicubicResize.squares(photo, proposer.photoSizes()), photo.size());
    }

    private static void measure(Map<String, MeanStatistic> rows, int image, Box thing, Proposals proposals) {
        double side = Math.min(thing.width(), thing.height());
        if (side < SMALLEST) {
            return;
        }
        for (int most : List.of(10, 30, 100, 300)) {
            count(rows, "found by " + most + " boxes", image, proposals.cover(thing, most, OVERLAP));
        }
        count(rows, "found by 100 boxes, shorter side " + size(side), image, proposals.cover(thing, 100, OVERLAP));
        if (side >= POINTED) {
            Point middle = new Point((thing.x1() + thing.x2()) / 2, (thing.y1() + thing.y2()) / 2);
            boolean right = proposals
                    .at(middle)
                    .filter(found -> BoxOverlap.intersectionOverUnion(found.box(), thing) >= OVERLAP)
                    .isPresent();
            count(rows, "the box under its middle, shorter side >= " + POINTED + " px", image, right);
        }
    }

    private static String size(double side) {
        return side < 32 ? "< 32 px" : side < 96 ? "32 to 96 px" : ">= 96 px";
    }

    private static void count(Map<String, MeanStatistic> rows, String row, int image, boolean right) {
        rows.computeIfAbsent(row, first -> new MeanStatistic()).add(image, right ? 1 : 0, 1);
    }

    private static ReportTable table(String name, Map<String, MeanStatistic> rows, Bootstrap bootstrap) {
        List<List<Cell>> cells = new ArrayList<>();
        rows.forEach((row, share) ->
                cells.add(List.of(Cell.of(row), Cell.percent(bootstrap.estimate(share)), Cell.of(share.count()))));
        return new ReportTable(
                name,
                "Things with sides of at least " + SMALLEST + " px, intersection over union of at least " + OVERLAP
                        + ", in percent with 95 % intervals over photos.",
                List.of("measure", "share", "things"),
                cells);
    }
}
