package io.dynrefer.functions.gateway;

import io.dynrefer.functions.api.Access;
import io.dynrefer.functions.api.JobStarter;
import io.dynrefer.functions.api.TenantRoom;
import io.dynrefer.functions.aws.LambdaCalls;
import io.dynrefer.functions.common.LimitSettings;
import io.dynrefer.functions.common.ModelCardFile;
import io.dynrefer.referring.Gateway;
import io.dynrefer.referring.Images;
import io.dynrefer.referring.KeptVocabularies;
import io.dynrefer.referring.Reception;
import io.dynrefer.referring.jobs.Forgetting;
import io.dynrefer.referring.jobs.Jobs;
import io.dynrefer.region.DynReferException;
import io.dynrefer.store.Artefacts;
import io.dynrefer.store.BlobStore;
import io.dynrefer.views.image.ImageReader;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the gateway together from its settings, at start. */
@Singleton
final class GatewayAssembly {
    @Produces
    @Singleton
    @Startup
    Gateway gateway(
            BlobStore store, LambdaCalls lambda, RemoteSettings remote, ImageReader images, LimitSettings limits) {
        Reception reception = new Reception(
                Artefacts.in(store), ModelCardFile.read(remote.modelCard()), new Images(images), limits.asLimits());
        EncodeClient encode = new EncodeClient(remote.encode());
        return new Gateway(reception, lambda, encode, lambda, encode);
    }

    /** The bucket tells the function {@code uploads} of every upload. */
    @Produces
    @Singleton
    JobStarter jobs() {
        return job -> {};
    }

    /**
     * The functions know of no tenants, so that a deployment serves one: another gets a deployment with its own bucket.
     */
    @Produces
    @Singleton
    @Startup
    TenantRoom.Maker rooms(
            Access access,
            Gateway gateway,
            Jobs jobs,
            Forgetting forgetting,
            KeptVocabularies vocabularies,
            JobStarter starter) {
        if (access.tenants().size() > 1) {
            throw DynReferException.invalid(
                    "dynrefer.access.tokens",
                    "A gateway over functions serves one tenant, but the file has tokens of " + access.tenants()
                            + "; give each its own deployment, or use 'serve'.");
        }
        TenantRoom room = new TenantRoom(gateway, jobs, forgetting, vocabularies, starter);
        return tenant -> room;
    }
}
