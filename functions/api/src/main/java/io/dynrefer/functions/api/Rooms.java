package io.dynrefer.functions.api;

import io.dynrefer.referring.DenseRequest;
import io.dynrefer.referring.Gateway;
import io.dynrefer.referring.KeptVocabularies;
import io.dynrefer.referring.ReferRequest;
import io.dynrefer.referring.Vocabulary;
import io.dynrefer.referring.jobs.Forgetting;
import io.dynrefer.referring.jobs.Jobs;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Finds the room of the request that a thread serves. */
@Singleton
public final class Rooms {
    private final Access access;
    private final TenantRoom.Maker maker;
    private final CurrentVertxRequest requests;
    private final TenantRoom everybodys;

    Rooms(
            Access access,
            TenantRoom.Maker maker,
            CurrentVertxRequest requests,
            Gateway gateway,
            Jobs jobs,
            Forgetting forgetting,
            KeptVocabularies vocabularies,
            JobStarter starter) {
        this.access = access;
        this.maker = maker;
        this.requests = requests;
        this.everybodys = new TenantRoom(gateway, jobs, forgetting, vocabularies, starter);
    }

    /** A room with its tenant's limits. */
    record Visit(TenantRoom room, Optional<Allowance> allowance) {
        Gateway gateway() {
            return room.gateway();
        }

        /** Counts a request's regions, and its examples, which are encoded as they are. */
        ReferRequest counted(ReferRequest request) {
            allowance.ifPresent(limits -> limits.regions(
                    request.regions().size() + request.vocabulary().regions()));
            return request;
        }

        /** Counts the boxes of a photo that is captioned densely: those given, or as many as may be found. */
        DenseRequest counted(DenseRequest request) {
            int given = request.request().regions().size();
            allowance.ifPresent(limits -> limits.regions(given == 0 ? request.most() : given));
            return request;
        }

        /** Counts the examples of a vocabulary. */
        Vocabulary counted(Vocabulary vocabulary) {
            allowance.ifPresent(limits -> limits.regions(vocabulary.regions()));
            return vocabulary;
        }

        /** Refuses a job where too many have no answer. */
        void oneMoreJob() {
            allowance.ifPresent(limits -> limits.jobs(room.starter().waiting()));
        }
    }

    /** The room of this thread's request; to be asked on the thread that the framework calls. */
    Visit here() {
        Optional<String> tenant = Access.tenant(requests.getCurrent());
        return new Visit(tenant.map(maker::of).orElse(everybodys), access.allowanceOf(tenant));
    }
}
