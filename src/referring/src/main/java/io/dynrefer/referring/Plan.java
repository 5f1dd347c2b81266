package io.dynrefer.referring;

import io.dynrefer.region.Task;
import io.dynrefer.region.ViewSelection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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
        PREDICTED_TAGS
    }

    public Plan {
        referrals = List.copyOf(referrals);
        requested = Set.copyOf(requested);
    }

    /** The plan for these tasks; {@code controls} are the caller's own control words. */
    public static Plan of(Set<Task> requested, ViewSelection selection, List<String> controls) {
        CaptionSteering steering = steering(requested, controls);
        Set<Task> tasks = EnumSet.noneOf(Task.class);
        tasks.addAll(requested);
        if (steering == CaptionSteering.PREDICTED_TAGS) {
            tasks.add(Task.TAGS);
        }
        return new Plan(referrals(List.copyOf(tasks), selection), requested, steering);
    }

    private static CaptionSteering steering(Set<Task> requested, List<String> controls) {
        if (!requested.contains(Task.CAPTION)) {
            return CaptionSteering.NOT_NEEDED;
        }
        return controls.isEmpty() ? CaptionSteering.PREDICTED_TAGS : CaptionSteering.CALLERS_WORDS;
    }

    /** By task every task has views of its own; otherwise all tasks share one selection and so one representation. */
    private static List<Referral> referrals(List<Task> tasks, ViewSelection selection) {
        if (!(selection instanceof ViewSelection.ByTask)) {
            return List.of(new Referral(selection, tasks));
        }
        List<Referral> referrals = new ArrayList<>();
        for (Task task : tasks) {
            referrals.add(new Referral(selection, List.of(task)));
        }
        return referrals;
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
