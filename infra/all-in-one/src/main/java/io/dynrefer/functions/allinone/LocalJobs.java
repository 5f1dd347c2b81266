package io.dynrefer.functions.allinone;

import io.dynrefer.DynRefer;
import io.dynrefer.functions.api.Access;
import io.dynrefer.functions.api.JobStarter;
import io.dynrefer.functions.api.TenantRoom;
import io.dynrefer.functions.common.NotifySettings;
import io.dynrefer.functions.common.Webhooks;
import io.dynrefer.referring.Gateway;
import io.dynrefer.referring.KeptVocabularies;
import io.dynrefer.referring.jobs.Forgetting;
import io.dynrefer.referring.jobs.JobId;
import io.dynrefer.referring.jobs.Jobs;
import io.dynrefer.store.BlobStore;
import io.dynrefer.store.PrefixedBlobStore;
import io.dynrefer.store.StoreKeys;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Jobs in this process, one after the other, for one machine without queues; and the rooms of tenants, each with a part
 * of the store in which nothing of another is.
 */
@Singleton
final class LocalJobs implements JobStarter, TenantRoom.Maker {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final BlobStore store;
    private final DynRefer system;
    private final NotifySettings notify;
    private final Access access;
    private final LocalNotices notices;
    private final LocalSteps everybodys;
    private final Map<String, TenantRoom> rooms = new ConcurrentHashMap<>();

    LocalJobs(
            BlobStore store,
            DynRefer system,
            Gateway gateway,
            NotifySettings notify,
            Webhooks webhooks,
            Access access) {
        this.store = store;
        this.system = system;
        this.notify = notify;
        this.access = access;
        this.notices = new LocalNotices(webhooks);
        this.everybodys = steps(store, gateway);
    }

    private LocalSteps steps(BlobStore part, Gateway gateway) {
        return new LocalSteps(part, system, gateway, notify.origins(), notices, thread);
    }

    void start(@Observes StartupEvent event) {
        everybodys.takeUp();
        access.tenants().forEach(this::of);
    }

    @Override
    public void handedIn(JobId job) {
        everybodys.handedIn(job);
    }

    @Override
    public int waiting() {
        return everybodys.waiting();
    }

    @Override
    public TenantRoom of(String tenant) {
        return rooms.computeIfAbsent(tenant, this::make);
    }

    private TenantRoom make(String tenant) {
        BlobStore part = new PrefixedBlobStore(store, StoreKeys.tenant(tenant));
        Gateway gateway = system.gateway(part);
        LocalSteps steps = steps(part, gateway);
        steps.takeUp();
        return new TenantRoom(
                gateway,
                new Jobs(part, gateway.reception(), notify.origins()),
                new Forgetting(part),
                new KeptVocabularies(part, gateway.reception()),
                steps);
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
        notices.close();
    }
}
