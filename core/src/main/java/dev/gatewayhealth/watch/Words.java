package dev.gatewayhealth.watch;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How times and places are worded in messages. */
final class Words {

    private Words() {}

    /** {@code 4.2 s}, {@code 60 s}. */
    static String seconds(long nanos) {
        long tenths = Math.round(nanos / 1e8);
        return tenths % 10 == 0 ? tenths / 10 + " s" : String.format(Locale.ROOT, "%.1f s", tenths / 10.0);
    }

    /** Where its thread is, as the end of a sentence; empty if no thread is known. */
    static String at(Followed followed) {
        String thread = thread(followed);
        if (thread == null) {
            return followed.exchange.async() ? "; it is asynchronous and no thread of the server works on it now" : "";
        }
        String frame = Stacks.where(followed.stack);
        return frame.isEmpty() ? "; on " + thread : "; " + thread + " is in " + frame;
    }

    /** Virtual threads have no name if nobody gives them one; in thread dumps they have their number. */
    static @Nullable String thread(Followed followed) {
        Thread thread = followed.exchange.thread();
        return thread == null ? null : thread.getName().isEmpty() ? "thread #" + thread.getId() : thread.getName();
    }
}
