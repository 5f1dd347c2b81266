package io.dynrefer.referring.jobs;

import io.dynrefer.store.BlobKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the state of a job is.
 *
 * <pre>
 * uploads/{folder}/request.json  the question: {@link UploadedRequest}; a job's folder: {@link JobId}
 * uploads/{folder}/image.{any}   the encoded image, or
 * uploads/{folder}/{file name}   the encoded images that a COCO file names
 * jobs/{job}/plan.json           what is to be encoded, once the views are known: {@link JobState.Plan}
 * jobs/{job}/tried               the encoder began with it alone, since somebody may have died of it
 * jobs/{job}/encoded.json        where the representations are: {@link JobState.Encoding}
 * jobs/{job}/waiting.json        since when something of the upload is missing: {@link JobState.Waiting}
 * jobs/{job}/cancelled.json      nobody waits for the answer any more
 * jobs/{job}/notified.json       those who wanted to know have been told
 * answers/{job}.json             the answer as the API gives it, or a {@link JobState.Failure}
 * answers/{job}.coco.json        the answer as a COCO file
 * uploads/{folder}/replay-{n}.json  a failed job's generation n is wanted
 *
 * jobs/{job}/parts.json          the images of a job about several: {@link JobState.Parts}
 * jobs/{job}/sent.json           each of its parts has been sent on its way
 * jobs/{job}/{part}/…            request.json ({@link JobState.Part}), plan.json and encoded.json of a part
 * jobs/{job}/answers/{part}.json the part's answer
 * </pre>
 */
public final class JobKeys {
    static final String UPLOADS = "uploads";
    static final String ANSWERS = "answers";
    private static final String JOBS = "jobs";
    private static final String COCO = ".coco";
    private static final String JSON = ".json";
    private static final String REQUEST = "request.json";
    private static final String IMAGE = "image.";
    private static final String REPLAY = "replay-";
    private static final Pattern REPLAYED = Pattern.compile(REPLAY + "([1-9][0-9]{0,2})\\.json");

    private JobKeys() {}

    /** Key of the image; {@code type} is what its bytes are, e.g. {@code jpeg}. */
    public static BlobKey image(JobId job, String type) {
        return new BlobKey(imagePrefix(job) + type);
    }

    /** Key of an image that a COCO file names; the name may have folders in it. */
    static BlobKey namedImage(JobId job, String fileName) {
        return new BlobKey(uploads(job) + fileName);
    }

    /** What the keys of the image start with, whatever its type. */
    static String imagePrefix(JobId job) {
        return uploads(job) + IMAGE;
    }

    /** What the keys of a job's uploads start with. */
    static String uploads(JobId job) {
        return UPLOADS + "/" + job.folder() + "/";
    }

    /** Key of the question. */
    public static BlobKey request(JobId job) {
        return job.isPart() ? state(job, REQUEST) : new BlobKey(uploads(job) + REQUEST);
    }

    /** Key of an upload in no folder. */
    static BlobKey stray(JobId job) {
        return BlobKey.of(UPLOADS, job.folder());
    }

    /** Key of what asks for a job's next generation: this one. */
    static BlobKey replay(JobId generation) {
        return new BlobKey(uploads(generation) + REPLAY + generation.generation() + JSON);
    }

    static BlobKey plan(JobId job) {
        return state(job, "plan.json");
    }

    static BlobKey encoded(JobId job) {
        return state(job, "encoded.json");
    }

    static BlobKey tried(JobId job) {
        return state(job, "tried");
    }

    static BlobKey parts(JobId job) {
        return state(job, "parts.json");
    }

    static BlobKey waiting(JobId job) {
        return state(job, "waiting.json");
    }

    static BlobKey sent(JobId job) {
        return state(job, "sent.json");
    }

    /** A job is given up as a whole. */
    static BlobKey cancelled(JobId job) {
        return state(job.whole(), "cancelled.json");
    }

    static BlobKey notified(JobId job) {
        return state(job, "notified.json");
    }

    private static BlobKey state(JobId job, String name) {
        return job.isPart()
                ? BlobKey.of(JOBS, job.whole().value(), job.index(), name)
                : BlobKey.of(JOBS, job.value(), name);
    }

    /** Key of the answer. */
    public static BlobKey answer(JobId job) {
        return job.isPart() ? new BlobKey(partAnswers(job) + job.index() + JSON) : BlobKey.of(ANSWERS, job + JSON);
    }

    /** What the keys of the answers of a job's parts start with. */
    static String partAnswers(JobId job) {
        return JOBS + "/" + job.whole() + "/" + ANSWERS + "/";
    }

    /** Key of the answer as a COCO file. */
    public static BlobKey coco(JobId job) {
        return BlobKey.of(ANSWERS, job + COCO + JSON);
    }

    /** Content of a blob that says something by being there. */
    static byte[] marker() {
        return new byte[] {'{', '}'};
    }

    /** What the keys of all that belongs to a job start with, its answer last. */
    static List<String> prefixes(JobId job) {
        return List.of(
                uploads(job),
                JOBS + "/" + job + "/",
                coco(job).value(),
                answer(job).value());
    }

    /** The job that a blob belongs to: its upload, its state or its answer. */
    public static Optional<JobId> jobOf(BlobKey key) {
        List<String> segments = key.segments();
        String name = switch (segments.get(0)) {
            case UPLOADS ->
                segments.size() > 1
                        ? JobId.ofFolder(segments.get(1)).map(JobId::value).orElse("")
                        : "";
            case JOBS -> segments.size() > 2 ? segments.get(1) : "";
            case ANSWERS -> segments.size() == 2 ? answered(segments.get(1)) : "";
            default -> "";
        };
        return JobId.isGeneration(name) ? Optional.of(new JobId(name)) : Optional.empty();
    }

    /** Whether a job has its answer or was given up, by the keys that there are. */
    public static boolean isOver(JobId job, Set<BlobKey> keys) {
        return keys.contains(answer(job)) || keys.contains(cancelled(job));
    }

    private static String answered(String file) {
        for (String ending : List.of(COCO + JSON, JSON)) {
            if (file.endsWith(ending)) {
                return file.substring(0, file.length() - ending.length());
            }
        }
        return "";
    }

    /**
     * The job that an object's key, prefix and all, may say something new about; empty for any other object, as what
     * consoles put for a folder, and for one in a folder whose name is too long for a job's.
     */
    public static Optional<JobId> uploadedBy(String prefix, String key) {
        String below = prefix + UPLOADS + "/";
        if (!key.startsWith(below) || key.endsWith("/")) {
            return Optional.empty();
        }
        List<String> path = List.of(key.substring(below.length()).split("/", 2));
        return path.size() == 1
                ? JobId.ofFolder(path.get(0)) // in no folder: it is told so
                : JobId.ofFolder(path.get(0)).map(job -> generation(job, path.get(1)));
    }

    private static JobId generation(JobId job, String path) {
        Matcher replay = REPLAYED.matcher(path);
        return replay.matches() ? job.generation(Integer.parseInt(replay.group(1))) : job;
    }
}
