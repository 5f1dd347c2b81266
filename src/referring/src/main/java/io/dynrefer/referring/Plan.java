package io.dynrefer.referring;

import io.dynrefer.region.ModelCard;
import io.dynrefer.region.Task;
import io.dynrefer.region.ViewSelection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What has to be computed for a request: which views each task may see, and which tasks run (METHOD 2;
 * docs/architecture.md, "Flow").
 *
 * @param referrals the tasks grouped by the views they share; every task of the plan is in exactly one
 * @param requested the tasks the caller asked for
 * @param captionSteering where the caption's control words come from
 */
record Plan(List<Referral> referrals, Set<Task> requested, CaptionSteering captionSteering) {
    /** Where the control words of a caption come from. */
    public enum CaptionSteering {
        /** No caption was asked for. */
        NOT_NEEDED,
        /** The caller gave control words, so no tags are predicted for the caption's sake. */
        CALLERS_WORDS,
        /** The caller gave none: tags are predicted first, even where they were not asked for. */
        PREDICTED_TAGS,
        /** The same with weights that name the thing first: so is the category, in the model's own words. */
        PREDICTED_NAME_AND_TAGS
    }

    public Plan {
        referrals = List.copyOf(referrals);
        requested = Set.copyOf(requested);
    }

    /** The plan for these tasks of this model; {@code controls} are the caller's own control words. */
    public static Plan of(Set<Task> requested, ViewSelection selection, List<String> controls, ModelCard model) {
        CaptionSteering steering = steering(requested, controls, model);
        Set<Task> tasks = EnumSet.noneOf(Task.class);
        tasks.addAll(requested);
        if (steering == CaptionSteering.PREDICTED_TAGS || steering == CaptionSteering.PREDICTED_NAME_AND_TAGS) {
            tasks.addAll(model.steeringTasks());
        }
        return new Plan(referrals(tasks, selection, model), requested, steering);
    }

    private static CaptionSteering steering(Set<Task> requested, List<String> controls, ModelCard model) {
        if (!requested.contains(Task.CAPTION)) {
            return CaptionSteering.NOT_NEEDED;
        }
        if (!controls.isEmpty()) {
            return CaptionSteering.CALLERS_WORDS;
        }
        return model.namingThreshold() == null
                ? CaptionSteering.PREDICTED_TAGS
                : CaptionSteering.PREDICTED_NAME_AND_TAGS;
    }

    /** Tasks that see the same views share one representation. */
    private static List<Referral> referrals(Set<Task> tasks, ViewSelection selection, ModelCard model) {
        Map<ViewSelection.Common, List<Task>> sharing = new LinkedHashMap<>();
        for (Task task : tasks) {
            ViewSelection.Common views = selection instanceof ViewSelection.Common common
                    ? common
                    : new ViewSelection.Explicit(model.views(task));
            sharing.computeIfAbsent(views, same -> new ArrayList<>()).add(task);
        }
        return sharing.entrySet().stream()
                .map(shared -> new Referral(shared.getKey(), shared.getValue()))
                .toList();
    }

    /** This plan as if {@code task} were all that was asked for. */
    Plan only(Task task) {
        return new Plan(referrals, Set.of(task), captionSteering);
    }

    /** Position of the referral that serves {@code task}. */
    int referralOf(Task task) {
        for (int i = 0; i < referrals.size(); i++) {
            if (referrals.get(i).tasks().contains(task)) {
                return i;
            }
        }
        throw new IllegalArgumentException(task + " is not in the plan");
    }

    /** Whether {@code task} runs, asked for or not. */
    boolean runs(Task task) {
        return referrals.stream().anyMatch(referral -> referral.tasks().contains(task));
    }
}
