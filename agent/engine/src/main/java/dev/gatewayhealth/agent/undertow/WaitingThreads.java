package dev.gatewayhealth.agent.undertow;

import dev.gatewayhealth.agent.server.Reach;
import org.jspecify.annotations.Nullable;

/**
 * The list in an {@code EnhancedQueueExecutor} of JBoss Threads: behind its head stand either tasks that wait for a thread or threads that
 * wait for a task. Read while others change it, so a count may be off by the few that come and go meanwhile.
 */
final class WaitingThreads {

    /** More threads than any pool has; a list that is longer is one we do not understand. */
    private static final int MOST = 10_000;

    private final @Nullable QueueHead head;

    /** What stands in place of a task where a thread waits for one. */
    private final @Nullable Object idle;

    private @Nullable Kind task;
    private @Nullable Kind thread;

    WaitingThreads(Object executor) {
        Reach waiting = Reach.field(executor.getClass(), "WAITING");
        this.idle = waiting.exists() ? waiting.of(executor) : null;
        this.head = QueueHead.of(executor);
    }

    /** One of the two kinds of nodes. */
    private record Kind(Class<?> type, boolean ofThread, Reach next, Reach task) {

        static Kind of(Object node) {
            Class<?> type = node.getClass();
            boolean ofThread = Reach.field(type, "thread").exists();
            return new Kind(type, ofThread, Reach.field(type, "next"), Reach.field(type, "task"));
        }
    }

    /** How many threads wait for a task; -1 if that cannot be told. */
    int count() {
        int waiting = 0;
        Object node = first();
        for (int i = 0; node != null && i < MOST; i++) {
            Kind kind = kind(node);
            if (!kind.ofThread) {
                // A task: then no thread waits. Or the end of an executor that was shut down.
                return waiting;
            }
            waiting += kind.task.of(node) == idle ? 1 : 0;
            node = kind.next.of(node);
        }
        return head != null && idle != null && node == null ? waiting : -1;
    }

    /** The task that has waited longest, or null. */
    @Nullable
    Object oldestTask() {
        Object node = first();
        if (node == null) {
            return null;
        }
        Kind kind = kind(node);
        return kind.ofThread || !kind.task.exists() ? null : kind.task.of(node);
    }

    private @Nullable Object first() {
        Object last = head == null ? null : head.node();
        return last == null ? null : kind(last).next.of(last);
    }

    private Kind kind(Object node) {
        Kind known = task;
        if (known != null && known.type == node.getClass()) {
            return known;
        }
        known = thread;
        if (known != null && known.type == node.getClass()) {
            return known;
        }
        Kind found = Kind.of(node);
        if (found.ofThread) {
            thread = found;
        } else {
            task = found;
        }
        return found;
    }
}
