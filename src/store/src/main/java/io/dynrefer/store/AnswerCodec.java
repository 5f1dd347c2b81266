package io.dynrefer.store;

import io.dynrefer.region.Answer;
import io.dynrefer.region.DynReferException;

/** Answers as bytes: canonical JSON with the task's name in {@code task}. */
public final class AnswerCodec {
    private AnswerCodec() {}

    /** The bytes of an answer. */
    public static byte[] encode(Answer answer) {
        return Json.write(answer);
    }

    /** The answer stored under this key; damaged bytes are a 500 that names the key. */
    public static Answer decode(BlobKey key, byte[] blob) {
        try {
            return Json.read(blob, Answer.class);
        } catch (DynReferException e) {
            throw DamagedBlob.of(key, String.valueOf(e.getMessage()), e);
        }
    }
}
