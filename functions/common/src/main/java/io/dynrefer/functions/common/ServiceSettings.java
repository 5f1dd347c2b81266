package io.dynrefer.functions.common;

import java.net.URI;
import java.util.Optional;

/** Where one of AWS's services is reached. Credentials come from AWS's default chain. */
public interface ServiceSettings {
    /** Address of a server other than AWS. */
    Optional<URI> endpoint();

    /** The service's region; by default AWS's own default chain. */
    Optional<String> region();
}
