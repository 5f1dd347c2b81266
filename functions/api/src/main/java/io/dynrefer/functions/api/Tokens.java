package io.dynrefer.functions.api;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who has which token. Tokens themselves are nowhere: only their digests are, so looking one up takes no longer for a
 * guess that is nearly right.
 */
final class Tokens {
    private static final Pattern LINE = Pattern.compile("([a-z0-9][a-z0-9-]{0,39})\\s+([0-9a-f]{64})");
    private static final int KEY_DIGITS = 8;

    private final Map<String, Caller> byDigest;

    private Tokens(Map<String, Caller> byDigest) {
        this.byDigest = Map.copyOf(byDigest);
    }

    /**
     * Who asks.
     *
     * @param tenant whose the token is
     * @param key names the token in the audit log, without telling it
     */
    record Caller(String tenant, String key) {}

    /** Reads a file of tokens; a line that is none is refused with its number. */
    static Tokens read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new DynReferException(
                    ErrorCode.NOT_FOUND,
                    "dynrefer.access.tokens",
                    "The file of tokens " + file + " cannot be read: " + e,
                    e);
        }
        Map<String, Caller> byDigest = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("#.*", "").strip();
            if (line.isEmpty()) {
                continue;
            }
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw DynReferException.invalid(
                        "dynrefer.access.tokens",
                        file + ":" + (i + 1)
                                + ": a line is a tenant's name (a-z 0-9 -) and the SHA-256 of a token in hex;"
                                + " ./dynrefer token makes one.");
            }
            String digest = parts.group(2);
            Caller caller = new Caller(parts.group(1), digest.substring(0, KEY_DIGITS));
            if (byDigest.putIfAbsent(digest, caller) != null) {
                throw DynReferException.invalid(
                        "dynrefer.access.tokens", file + ":" + (i + 1) + ": this token is there already.");
            }
        }
        if (byDigest.isEmpty()) {
            throw DynReferException.invalid(
                    "dynrefer.access.tokens", file + " has no token, so that nobody could ask.");
        }
        return new Tokens(byDigest);
    }

    /** Who has this token, if anybody. */
    Optional<Caller> find(String token) {
        return Optional.ofNullable(byDigest.get(Sha256.hex(token.getBytes(StandardCharsets.UTF_8))));
    }

    /** Whose tokens there are. */
    Set<String> tenants() {
        return byDigest.values().stream().map(Caller::tenant).collect(Collectors.toUnmodifiableSet());
    }
}
