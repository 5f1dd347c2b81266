package io.dynrefer.referring;

import io.dynrefer.region.Task;
import io.dynrefer.region.ViewSelection;
import java.util.List;

/**
 * Tasks that share the same views of a region, and so one region representation.
 *
 * @param selection how those views are chosen
 * @param tasks in answer order, at least one
 */
record Referral(ViewSelection.Common selection, List<Task> tasks) {
    public Referral {
        tasks = List.copyOf(tasks);
    }
}
