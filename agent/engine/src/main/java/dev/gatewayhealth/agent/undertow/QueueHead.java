package dev.gatewayhealth.agent.undertow;

import dev.gatewayhealth.agent.server.Reach;
import org.jspecify.annotations.Nullable;

/**
 * Where an {@code EnhancedQueueExecutor} keeps the head of its list: a field up to JBoss Threads 3.1, an array without neighbours behind a
 * method from 3.2 on, and the array alone in 3.9.
 *
 * @param place the field, the method, or the array
 * @param index in the array; -1 without one
 */
record QueueHead(Object executor, Reach place, int index) {

    /** Null where it is none of these. */
    static @Nullable QueueHead of(Object executor) {
        Class<?> type = executor.getClass();
        Reach field = Reach.field(type, "head");
        Reach alone = field.exists() ? field : Reach.declared(type, "getHead");
        if (alone.exists()) {
            return new QueueHead(executor, alone, -1);
        }
        Reach array = Reach.field(type, "unsharedTaskNodes");
        Integer index = index(type);
        return array.exists() && index != null ? new QueueHead(executor, array, index) : null;
    }

    private static @Nullable Integer index(Class<?> executor) {
        try {
            Class<?> fields = Class.forName(executor.getName() + "$RuntimeFields", true, executor.getClassLoader());
            Reach index = Reach.field(fields, "headIndex");
            return index.exists() ? (int) index.number(fields) : null;
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    /** The node before the first that counts. */
    @Nullable
    Object node() {
        Object at = place.of(executor);
        return index >= 0 && at instanceof Object[] nodes ? nodes[index] : at;
    }
}
