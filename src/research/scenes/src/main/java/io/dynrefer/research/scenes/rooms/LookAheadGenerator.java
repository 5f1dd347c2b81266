package io.dynrefer.research.scenes.rooms;

import io.dynrefer.data.GeneratedScene;
import io.dynrefer.data.GeneratorCard;
import io.dynrefer.data.SceneGenerator;
import io.dynrefer.data.Split;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Generates the next scenes on several threads while the caller takes them one after another. */
public final class LookAheadGenerator implements SceneGenerator, AutoCloseable {
    private static final int SCENES_PER_THREAD = 3;

    private final SceneGenerator generator;
    private final int ahead;
    private final ExecutorService threads;
    private final Map<Integer, CompletableFuture<GeneratedScene>> started = new LinkedHashMap<>();
    private Split split = Split.TRAIN;

    /** Over a {@code generator} that several threads may call. */
    public LookAheadGenerator(SceneGenerator generator, int threadCount) {
        this.generator = generator;
        this.ahead = threadCount * SCENES_PER_THREAD;
        this.threads = Executors.newFixedThreadPool(threadCount, task -> {
            Thread thread = new Thread(task, "scenes");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public GeneratorCard card() {
        return generator.card();
    }

    @Override
    public int scenes(Split wanted) {
        return generator.scenes(wanted);
    }

    @Override
    public GeneratedScene scene(Split wanted, int index) {
        if (wanted != split) {
            started.clear();
            split = wanted;
        }
        for (int next = index; next < index + ahead; next++) {
            int scene = next;
            started.computeIfAbsent(
                    scene, absent -> CompletableFuture.supplyAsync(() -> generator.scene(wanted, scene), threads));
        }
        CompletableFuture<GeneratedScene> scene = started.remove(index);
        return scene == null ? generator.scene(wanted, index) : scene.join();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
