package io.dynrefer.evaluation.run;

import io.dynrefer.evaluation.run.ModelTimes.Stage;
import io.dynrefer.referring.Images;
import io.dynrefer.referring.LocalFunctions;
import io.dynrefer.referring.Outcome;
import io.dynrefer.referring.Reception;
import io.dynrefer.referring.ReferLimits;
import io.dynrefer.referring.ReferRequest;
import io.dynrefer.referring.ReferResponse;
import io.dynrefer.referring.Together;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.RegionModel;
import io.dynrefer.region.Task;
import io.dynrefer.views.image.ImageLimits;
import io.dynrefer.views.image.ImageReader;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Something that answers requests: a model in this process, a server. */
@FunctionalInterface
interface ReferSystem {
    /** One answer per request about a batch's images, or why the whole request was refused. */
    List<Outcome<ReferResponse>> refer(List<ReferRequest> requests, ImageBatch batch);

    /** One that is asked request by request. */
    static ReferSystem of(Function<ReferRequest, ReferResponse> server) {
        return (requests, batch) -> requests.stream()
                .map(request -> batch.times().time(Stage.SERVER, () -> Outcome.attempt(() -> server.apply(request))))
                .toList();
    }

    /**
     * A model in this process: the steps of a request, over the batch's artefacts instead of a store.
     *
     * @param card the model's, or the same with another task prior
     */
    static ReferSystem of(RegionModel model, ModelCard card) {
        int any = Integer.MAX_VALUE;
        ReferLimits limits = new ReferLimits(any, any, any, any, any, any, null);
        Images images = new Images(new ImageReader(ImageLimits.DEFAULT));
        return (requests, batch) -> {
            LocalFunctions functions = LocalFunctions.of(
                    model, tasks(requests, card), batch.artefacts(), images, ImageBatch.SIZES, Runnable::run);
            Reception reception = new Reception(batch.artefacts(), card, images, limits);
            return new Together(reception, functions).refer(requests, batch.times()::spend);
        };
    }

    /** What has to be decoded: captions are steered by answers of other tasks. */
    private static Set<Task> tasks(List<ReferRequest> requests, ModelCard card) {
        Set<Task> tasks = EnumSet.noneOf(Task.class);
        requests.forEach(request -> tasks.addAll(request.tasks()));
        if (tasks.contains(Task.CAPTION)) {
            tasks.addAll(card.steeringTasks());
        }
        return tasks;
    }
}
