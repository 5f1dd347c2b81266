package io.dynrefer.referring.jobs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Quoted;
import io.dynrefer.region.Sha256;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The name of a job, of one of its generations, or of a part of either. A job's is 1 to 64 letters, digits, hyphens and
 * underscores; who uploads chooses it, and asks one question under one name. Of a folder of uploads that is called
 * otherwise, each other byte of its name in UTF-8 is written {@code ~} and two hex digits: {@code my~20photos}. A
 * failed job that is replayed goes on as its next generation, {@code name+2}, {@code name+3}, …, which has a state and
 * an answer of its own and shares the upload. A job about several images has a part for each: {@code name.0},
 * {@code name.1}, …, which callers do not see.
 */
public record JobId(@JsonValue String value) {
    private static final String PLAIN = "[A-Za-z0-9_-]";
    private static final Pattern NAME =
            Pattern.compile("(?=[^+.]{1,180}(?:[+.]|$))(?:" + PLAIN + "|~[0-9A-F]{2}){1,64}");
    private static final Pattern NAME_OR_PART = Pattern.compile(NAME.pattern() + "(\\+[0-9]{1,3})?(\\.[0-9]{1,9})?");
    private static final String ESCAPE = "~";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String DOT = ".";
    private static final String PLUS = "+";
    private static final int KEY_LENGTH = 40; // digits of a digest, enough for two keys never to meet

    /** Refuses what is neither a job's name nor a part's with a 400. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public JobId {
        if (!NAME_OR_PART.matcher(value).matches() || !isCanonical(value)) {
            throw refusal(value);
        }
    }

    /** The job that a folder of uploads is about, whatever the folder's name; none if the name is too long. */
    static Optional<JobId> ofFolder(String folder) {
        return Optional.of(escaped(folder)).filter(JobId::isName).map(JobId::new);
    }

    /** The folder below {@code uploads/} that holds what was uploaded for this job. */
    String folder() {
        return unescaped(name());
    }

    private static String escaped(String folder) {
        StringBuilder name = new StringBuilder();
        for (byte b : folder.getBytes(StandardCharsets.UTF_8)) {
            String letter = Character.toString(b & 0xff);
            name.append(letter.matches(PLAIN) ? letter : ESCAPE + HEX.toHexDigits(b));
        }
        return name.toString();
    }

    private static String unescaped(String name) {
        return URLDecoder.decode(name.replace(ESCAPE, "%"), StandardCharsets.UTF_8);
    }

    /** Whether a folder has no second name: what needs no escape has none. */
    private static boolean isCanonical(String value) {
        String name = nameOf(value);
        return escaped(unescaped(name)).equals(name);
    }

    /** The job that a caller names; anything but a job's name is a 400. */
    public static JobId named(String text) {
        if (!isName(text)) {
            throw refusal(text);
        }
        return new JobId(text);
    }

    private static DynReferException refusal(String text) {
        return DynReferException.invalid(
                "job",
                "A job's id is 1 to 64 letters, digits, hyphens and underscores, not '" + Quoted.of(text) + "'.");
    }

    /** A new name that nobody else has. */
    public static JobId random() {
        return new JobId(UUID.randomUUID().toString());
    }

    /** The job of a caller that tells its requests apart by a key of its own, the same for the same key. */
    public static JobId ofKey(String key) {
        return new JobId(
                "key-" + Sha256.hex(key.getBytes(StandardCharsets.UTF_8)).substring(0, KEY_LENGTH));
    }

    /** The same job, tried once more. */
    JobId next() {
        return generation(generation() + 1);
    }

    /** The job's generation of this number, from 1. */
    JobId generation(int number) {
        return new JobId(number == 1 ? name() : name() + PLUS + number);
    }

    /** Which generation of its job this is, from 1. */
    int generation() {
        String whole = whole().value;
        return whole.contains(PLUS) ? Integer.parseInt(whole.substring(whole.indexOf(PLUS) + 1)) : 1;
    }

    /** The name that uploads have, whatever the generation. */
    String name() {
        return nameOf(value);
    }

    private static String nameOf(String value) {
        return value.split("[+.]", 2)[0];
    }

    /** The part of this job about the image at {@code index} of its list, from 0. */
    JobId part(int index) {
        return new JobId(value + DOT + index);
    }

    boolean isPart() {
        return value.contains(DOT);
    }

    /** The job that this is a part of; a job that is no part is itself. */
    JobId whole() {
        return isPart() ? new JobId(value.substring(0, value.indexOf(DOT))) : this;
    }

    /** The index of a part. */
    String index() {
        return value.substring(value.indexOf(DOT) + 1);
    }

    /** Whether this is a job's name, or that of one of its generations. */
    static boolean isGeneration(String text) {
        return NAME_OR_PART.matcher(text).matches() && isCanonical(text) && !text.contains(DOT);
    }

    /** Whether a job can be called so. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches() && isCanonical(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
