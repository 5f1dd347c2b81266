package io.dynrefer.cli;

import io.dynrefer.region.DynReferException;
import io.dynrefer.store.s3.RequestSigner;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which deployed system is meant, and who asks it. */
final class Caller {
    @Option(
            names = "--endpoint",
            required = true,
            paramLabel = "URL",
            description = "Address of the API, e.g. https://dynrefer.example.org.")
    private @Nullable URI endpoint;

    @Option(names = "--token", paramLabel = "TOKEN", description = "Show this token; for an API that asks for tokens.")
    private @Nullable String token;

    @Option(
            names = "--sign",
            paramLabel = "REGION",
            description = "Sign as the AWS principal of this machine, for an API of this region.")
    private @Nullable String region;

    /** The system's jobs. */
    RemoteJobs jobs() {
        if (endpoint == null) {
            throw DynReferException.invalid("--endpoint", "--endpoint is missing: the address of the API.");
        }
        if (token != null && region != null) {
            throw DynReferException.invalid("--token", "Either --token or --sign proves who asks; leave one out.");
        }
        return new RemoteJobs(endpoint, token, region == null ? null : RequestSigner.ofApi(region));
    }
}
