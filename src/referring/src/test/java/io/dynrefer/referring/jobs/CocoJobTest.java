package io.dynrefer.referring.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.referring.PipelineFixture;
import io.dynrefer.referring.ReferLimits;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Uploads of a COCO file and the images that it names, whatever the order and the number of deliveries. */
final class CocoJobTest {
    private static final String IMAGES =
            "\"images\": [{\"id\": 7, \"file_name\": \"a.png\", \"width\": 451, \"height\": 300},"
                    + " {\"id\": 9, \"file_name\": \"val/b.png\"}, {\"id\": 11, \"file_name\": \"unasked.png\"}]";
    private static final String ANNOTATIONS = "\"annotations\": ["
            + "{\"id\": 70, \"image_id\": 7, \"category_id\": 3, \"bbox\": [60, 40, 190, 160], \"iscrowd\": 0},"
            + "{\"id\": 71, \"image_id\": 7, \"category_id\": 4, \"bbox\": [300, 150, 140, 140]},"
            + "{\"id\": 90, \"image_id\": 9, \"category_id\": 3, \"bbox\": [60, 40, 190, 160]}]";
    private static final String FILE = IMAGES + ", " + ANNOTATIONS
            + ", \"info\": {\"year\": 2026}, \"licenses\": [], \"categories\": [{\"id\": 3, \"name\": \"cat\"}]";

    private final JobFlow flow = new JobFlow();

    private JobId putImage(String name) {
        flow.pipeline.store.putIfAbsent(
                new BlobKey("uploads/coco/" + name), PipelineFixture.photo().bytes());
        return new JobId("coco");
    }

    /** Delivers what waits until nothing does. */
    private void run(JobId job) {
        flow.uploaded(job);
        runParts();
    }

    private void runParts() {
        List<JobQueue.Message> parts = List.copyOf(flow.parts);
        flow.parts.clear();
        parts.forEach(part -> flow.uploaded(part.job()));
        assertThat(flow.encode(Attempt.MORE_TO_COME)).hasSameSizeAs(parts);
        flow.collect();
    }

    private JsonNode coco() {
        return Json.read(
                flow.pipeline.store.find(JobKeys.coco(new JobId("coco"))).orElseThrow(), JsonNode.class);
    }

    private static JsonNode withoutWork(JsonNode answer) {
        return ((ObjectNode) answer.deepCopy()).without(List.of("timings_ms", "cache"));
    }

    @Test
    void job_isTakenApartWithItsLastObject_whicheverThatIs() {
        flow.uploaded(putImage("a.png"));
        JobId job = flow.putRequest("coco", FILE);
        flow.uploaded(job);
        assertThat(flow.parts).isEmpty();
        assertThat(flow.jobs.find(job).status()).isEqualTo(JobStatus.QUEUED);

        flow.uploaded(putImage("val/b.png"));
        assertThat(flow.parts).extracting(part -> part.job().value()).containsExactly("coco.0", "coco.1");
        assertThat(flow.jobs.find(job).status()).isEqualTo(JobStatus.RUNNING);

        JobFlow fileLast = new JobFlow();
        for (String image : List.of("val/b.png", "a.png")) {
            fileLast.pipeline.store.putIfAbsent(new BlobKey("uploads/coco/" + image), new byte[] {1});
            fileLast.uploaded(job);
        }
        assertThat(fileLast.parts).isEmpty();
        fileLast.uploaded(fileLast.putRequest("coco", FILE));
        assertThat(fileLast.parts).hasSize(2);
    }

    @Test
    void answer_hasTheGatewaysAnswerForEachImage_andTheFilesIds() {
        putImage("a.png");
        putImage("val/b.png");
        run(flow.putRequest("coco", FILE));

        JsonNode images = flow.answer(new JobId("coco")).path("images");
        assertThat(images.findValuesAsText("image_id")).containsExactly("7", "9");
        assertThat(images.findValuesAsText("file_name")).containsExactly("a.png", "val/b.png");
        JsonNode direct = Json.read(
                Json.write(new JobFlow()
                        .pipeline.refer(JobRequest.read(("{" + ANNOTATIONS.replaceFirst(",\\{\"id\": 90.*", "]")
                                                + ", \"vocabulary\": [\"cat\"]}")
                                        .getBytes(UTF_8))
                                .about(PipelineFixture.photo()))),
                JsonNode.class);
        assertThat(withoutWork(images.path(0).path("answer"))).isEqualTo(withoutWork(direct));

        assertThat(coco().path("images").findValuesAsText("id")).containsExactly("7", "9");
        assertThat(coco().path("annotations").findValuesAsText("region_id")).containsExactly("70", "71", "90");
        assertThat(coco().path("annotations").findValuesAsText("image_id")).containsExactly("7", "7", "9");
        assertThat(coco().path("annotations").findValuesAsText("id")).containsExactly("70", "71", "90");
        assertThat(flow.jobs.find(new JobId("coco")).status()).isEqualTo(JobStatus.DONE);
        assertThat(flow.told).containsExactly("coco done");
    }

    @Test
    void deliveries_repeatedAtEveryStep_computeOnceAndTellOnce() {
        putImage("a.png");
        putImage("val/b.png");
        JobId job = flow.putRequest("coco", FILE);
        for (int delivery = 0; delivery < 3; delivery++) {
            flow.uploaded(job);
        }
        assertThat(flow.parts).hasSize(2);
        List<JobQueue.Message> parts = List.copyOf(flow.parts);
        runParts();
        byte[] answer = flow.pipeline.store.find(JobKeys.answer(job)).orElseThrow();
        int crops = flow.pipeline.model.cropsEncoded.get();
        for (JobQueue.Message part : parts) {
            flow.uploaded(part.job());
            assertThat(flow.encode.handle(Map.of(part.job(), Attempt.LAST), () -> false))
                    .containsExactly(part.job());
            flow.collect.handle(part.job(), Attempt.LAST);
        }
        flow.uploaded(job);

        assertThat(flow.pipeline.model.cropsEncoded).hasValue(crops);
        assertThat(flow.pipeline.store.find(JobKeys.answer(job))).contains(answer);
        assertThat(flow.told).containsExactly("coco done");
        assertThat(flow.parts).isEmpty();
        assertThat(flow.toEncode).isEmpty();
    }

    @Test
    void takingApart_thatDiedHalfWay_isFinishedByTheNextDelivery() {
        putImage("a.png");
        putImage("val/b.png");
        JobId job = flow.putRequest("coco", FILE);
        flow.uploaded(job);
        flow.parts.clear(); // The step died before its messages went out.
        JobFlow next = new JobFlow();
        flow.pipeline.store.list("").stream()
                .filter(key -> !key.equals(JobKeys.sent(job)))
                .forEach(key -> next.pipeline.store.putIfAbsent(
                        key, flow.pipeline.store.find(key).orElseThrow()));

        next.uploaded(job);
        assertThat(next.parts).hasSize(2);
    }

    @Test
    void join_thatDied_isDoneByTheNextDelivery() {
        putImage("a.png");
        putImage("val/b.png");
        JobId job = flow.putRequest("coco", FILE);
        run(job);
        flow.pipeline.store.delete(JobKeys.answer(job));
        flow.pipeline.store.delete(JobKeys.notified(job));

        assertThat(Jobs.unfinished(flow.pipeline.store)).containsExactly(job);
        flow.uploaded(job);

        assertThat(flow.jobs.find(job).status()).isEqualTo(JobStatus.DONE);
        assertThat(Jobs.unfinished(flow.pipeline.store)).isEmpty();
    }

    @Test
    void unfinished_namesJobsAndTheirParts_untilTheyAreAnswered() {
        putImage("a.png");
        putImage("val/b.png");
        JobId job = flow.putRequest("coco", FILE);
        JobId single = flow.upload("single", JobFlow.TWO_REGIONS);
        JobId given = flow.upload("given", JobFlow.TWO_REGIONS);
        flow.jobs.cancel(given);
        assertThat(Jobs.unfinished(flow.pipeline.store)).containsExactly(job, single);

        flow.uploaded(job);
        flow.uploaded(flow.parts.get(1).job());
        flow.encode(Attempt.LAST);
        flow.collect();
        assertThat(flow.jobs.find(job).images()).isEqualTo(new Jobs.Progress(1, 2));
        assertThat(Jobs.unfinished(flow.pipeline.store)).containsExactly(job, single, job.part(0));

        // What a restart does, with every queue empty.
        flow.parts.clear();
        for (JobId left : Jobs.unfinished(flow.pipeline.store)) {
            flow.uploaded(left);
        }
        flow.encode(Attempt.LAST);
        flow.collect();
        assertThat(Jobs.unfinished(flow.pipeline.store)).isEmpty();
        assertThat(flow.jobs.find(job).images()).isEqualTo(new Jobs.Progress(2, 2));
        assertThat(flow.jobs.find(single).images()).isEqualTo(new Jobs.Progress(1, 1));
        assertThat(flow.told).containsExactlyInAnyOrder("coco done", "single done");
    }

    @Test
    void upload_whoseImageNeverComes_getsItsProblem() {
        putImage("a.png");
        JobId job = flow.putRequest("coco", FILE);
        flow.uploaded(job);
        assertThat(flow.later).extracting(JobQueue.Message::job).containsExactly(job);
        flow.uploaded(job);
        assertThat(flow.later).hasSize(1);
        assertThat(flow.answered(job)).isFalse();

        waitedSince(job, 1); // One more came since.
        flow.uploaded(job);
        assertThat(flow.later).hasSize(2);
        assertThat(flow.answered(job)).isFalse();

        waitedSince(job, 2);
        flow.uploaded(job);
        assertThat(flow.answer(job).path("code").textValue()).isEqualTo("not_found");
        assertThat(flow.answer(job).path("message").textValue()).contains("within 15 minutes: val/b.png");
        assertThat(flow.told).containsExactly("coco failed");
    }

    @Test
    void upload_whoseQuestionNeverComes_getsItsProblem() {
        JobId job = flow.putImage("coco");
        flow.uploaded(job);
        assertThat(flow.later).extracting(JobQueue.Message::job).containsExactly(job);
        assertThat(flow.answered(job)).isFalse();

        waitedSince(job, 1);
        flow.uploaded(job);
        assertThat(flow.answer(job).path("message").textValue()).contains("within 15 minutes: request.json");
        assertThat(flow.told).containsExactly("coco failed");
    }

    @Test
    void upload_inNoFolder_isToldWhereItBelongs() {
        flow.pipeline.store.putIfAbsent(new BlobKey("uploads/IMG 1.JPG"), new byte[] {1});
        JobId job = JobKeys.uploadedBy("", "uploads/IMG 1.JPG").orElseThrow();
        flow.uploaded(job);

        assertThat(flow.answer(job).path("message").textValue()).startsWith("uploads/IMG 1.JPG lies in no folder.");
    }

    @Test
    void upload_inAFolderOfAnyName_isAnswered() {
        JobId job = flow.upload("my~20photos", JobFlow.TWO_REGIONS);
        assertThat(flow.pipeline.store.list("uploads/my photos/")).hasSize(2);
        flow.run(job);

        assertThat(flow.answer(job).path("regions")).hasSize(2);
    }

    private void waitedSince(JobId job, int present) {
        flow.pipeline.store.delete(JobKeys.waiting(job));
        flow.pipeline.store.putIfAbsent(
                JobKeys.waiting(job),
                Json.write(new JobState.Waiting(System.currentTimeMillis() - JobQueue.LATER.toMillis(), present)));
    }

    @Test
    void badImage_failsAlone() {
        putImage("a.png");
        flow.pipeline.store.putIfAbsent(new BlobKey("uploads/coco/val/b.png"), new byte[] {1, 2, 3});
        JobId job = flow.putRequest("coco", FILE);
        flow.uploaded(job);
        flow.parts.forEach(part -> flow.uploaded(part.job()));
        flow.encode(Attempt.MORE_TO_COME);
        flow.collect();

        JsonNode images = flow.answer(job).path("images");
        assertThat(images.path(0).path("answer").path("regions")).hasSize(2);
        assertThat(images.path(1).path("error").path("code").textValue()).isEqualTo("not_an_image");
        assertThat(images.path(1).has("answer")).isFalse();
        assertThat(coco().path("images").findValuesAsText("id")).containsExactly("7");
        assertThat(flow.told).containsExactly("coco done");
    }

    @Test
    void job_whoseEveryImageFails_fails() {
        putImage("a.png");
        putImage("val/b.png");
        JobId job = flow.putRequest("coco", FILE + ", \"views\": [0, 1]");
        flow.uploaded(job);
        flow.parts.forEach(part -> flow.uploaded(part.job()));

        assertThat(flow.answer(job).path("code").textValue()).isEqualTo("invalid_request");
        assertThat(flow.answer(job).path("job").textValue()).isEqualTo("coco");
        assertThat(flow.jobs.find(job).status()).isEqualTo(JobStatus.FAILED);
        assertThat(flow.told).containsExactly("coco failed");
    }

    @Test
    void cancel_givesUpEveryPart() {
        putImage("a.png");
        putImage("val/b.png");
        JobId job = flow.putRequest("coco", FILE);
        flow.uploaded(job);
        assertThat(flow.jobs.cancel(job).status()).isEqualTo(JobStatus.CANCELLED);
        flow.parts.forEach(part -> flow.uploaded(part.job()));

        assertThat(flow.toEncode).isEmpty();
        assertThat(flow.answered(job)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"images\": [] | annotations",
                "\"images\": {}, \"annotations\": [] | images",
                "\"images\": [], \"annotations\": [] | annotations",
                "\"images\": [{\"id\": 1, \"file_name\": \"../x.png\"}], \"annotations\": [{\"image_id\": 1}] | images[0].file_name",
                "\"images\": [{\"id\": 1}], \"annotations\": [] | images[0].file_name",
                "\"images\": [{\"id\": 1, \"file_name\": \"a\"}, {\"id\": 1, \"file_name\": \"b\"}], \"annotations\":"
                        + " [] | images[1].id",
                "\"images\": [{\"id\": 1, \"file_name\": \"a\"}], \"annotations\": [{\"bbox\": [1, 1, 9, 9]}] | annotations",
                "\"images\": [{\"id\": 1, \"file_name\": \"a\"}], \"annotations\": [{\"image_id\": 2}] | annotations",
                "\"images\": [{\"id\": 1, \"file_name\": \"a\"}], \"annotations\": [{\"image_id\": 1}], \"regions\":"
                        + " [] | regions",
            })
    void badFile_endsAsAProblemAtOnce(String members, String field) {
        JobId job = flow.putRequest("coco", members);
        flow.uploaded(job);

        assertThat(flow.answer(job).path("code").textValue()).isEqualTo("invalid_request");
        assertThat(flow.answer(job).path("field").textValue()).isEqualTo(field);
    }

    @Test
    void file_ofTooManyImages_isRefused() {
        StringBuilder images = new StringBuilder();
        StringBuilder annotations = new StringBuilder();
        for (int i = 0; i <= ReferLimits.DEFAULT.images(); i++) {
            String comma = i == 0 ? "" : ", ";
            images.append(comma).append("{\"id\": " + i + ", \"file_name\": \"" + i + ".png\"}");
            annotations.append(comma).append("{\"image_id\": " + i + ", \"bbox\": [1, 1, 9, 9]}");
        }
        JobId job = flow.putRequest("coco", "\"images\": [" + images + "], \"annotations\": [" + annotations + "]");
        flow.uploaded(job);

        assertThat(flow.answer(job).path("code").textValue()).isEqualTo("too_large");
        assertThat(flow.answer(job).path("field").textValue()).isEqualTo("images");
    }

    /** What tools really write, all in one file. */
    @Test
    void oddFile_isAnsweredAndComesBackWithNothingLost() {
        for (String name : List.of(
                "000000000139.png", "IMG 0001 (2).png", "Gro\u0308\u00dfe.png", "images/a.png", "100% gut.png")) {
            putImage(name);
        }
        JobId job = flow.putRequest("coco", """
                "type": "instances", "tasks": ["category"],
                "categories": [{"id": 7, "name": "mug", "supercategory": "kitchen"}, {"id": 2, "name": "Größe"}],
                "images": [
                  {"id": 1.0, "file_name": "000000000139.png", "license": 3, "date_captured": "2026"},
                  {"id": "two", "file_name": "IMG 0001 (2).png"},
                  {"id": 3, "file_name": "Gr\u00f6\u00dfe.png"},
                  {"id": 4, "file_name": "images\\\\a.png"},
                  {"id": 5, "file_name": "../../etc/passwd"},
                  {"id": 6, "file_name": "100%25%20gut.png"}],
                "annotations": [
                  {"id": 100, "image_id": 1, "category_id": 7, "bbox": [1, 1, 30, 30], "area": NaN, "iscrowd": false,
                   "segmentation": [[1, 1, 1, 2], [1, 1, 30, 1, 30, 30]]},
                  {"id": 101, "image_id": 1.0, "category_id": 2, "segmentation": [[1, 1, 1, 2], [1, 1, 30, 1, 30, 30]]},
                  {"id": 102, "image_id": 1, "bbox": [1, NaN, 9, 9]},
                  {"id": 7.0, "image_id": "two", "bbox": [1, 1, 9, 9]},
                  {"id": 103, "image_id": 3, "bbox": [1, 1, 9, 9]},
                  {"image_id": 4, "bbox": [1, 1, 9, 9]},
                  {"id": 104, "image_id": 5, "bbox": [1, 1, 9, 9]},
                  {"id": 105, "image_id": 6, "bbox": [1, 1, 9, 9]},
                  {"id": 106, "image_id": 77, "bbox": [1, 1, 9, 9]}]""");
        flow.uploaded(job);
        runParts();

        JsonNode answer = flow.answer(job);
        assertThat(answer.path("warnings").toString()).contains("type").contains("1 annotations name images");
        assertThat(answer.path("images")).hasSize(6);
        assertThat(answer.path("images").path(4).path("error").path("field").textValue())
                .isEqualTo("images[4].file_name");
        JsonNode first = answer.path("images").path(0).path("answer");
        assertThat(first.path("warnings").toString()).contains("Region '101'").contains("fewer than three points");
        assertThat(first.path("regions").path(2).path("error").path("field").textValue())
                .isEqualTo("bbox");
        assertThat(first.path("regions").path(0).path("categories").findValuesAsText("name"))
                .containsExactlyInAnyOrder("mug", "Größe");

        JsonNode coco = coco();
        assertThat(coco.path("categories").toString())
                .isEqualTo("[{\"id\":7,\"name\":\"mug\",\"supercategory\":\"kitchen\"},{\"id\":2,\"name\":\"Größe\"}]");
        assertThat(coco.path("images").path(0).path("license").intValue()).isEqualTo(3);
        JsonNode mug = coco.path("annotations").path(0);
        assertThat(mug.path("id").intValue()).isEqualTo(100);
        assertThat(mug.path("segmentation").path(0)).hasSize(4);
        assertThat(mug.path("category_id").intValue()).isIn(7, 2);
        assertThat(coco.path("annotations").findValuesAsText("id"))
                .containsExactly("100", "101", "7.0", "103", "106", "105");
        assertThat(coco.path("annotations").findValuesAsText("image_id"))
                .containsExactly("1", "1.0", "two", "3", "4", "6");
    }
}
