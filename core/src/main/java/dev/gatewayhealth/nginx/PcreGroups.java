package dev.gatewayhealth.nginx;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Set;

/** The groups of a pattern while it is read: how many there are, what holds inside, and which Java would not keep as PCRE does. */
final class PcreGroups {

    /** What holds from a point of the pattern on, until the group around it ends. */
    record Mode(boolean ignoreCase, boolean extended) {}

    /** A group that is open: what held before it, and how many groups there were. */
    private record Open(String java, Mode before, int groups) {}

    /** What Java does not go back into, so that it keeps captures of a way that was left. */
    private static final Set<String> ONCE_ONLY = Set.of("(?>", "(?=", "(?<=");

    private final Deque<Open> open = new ArrayDeque<>();
    private final BitSet never = new BitSet();
    private Mode mode;
    private int count;
    private boolean capturedInLast;
    private boolean unlike;

    PcreGroups(boolean ignoreCase) {
        this.mode = new Mode(ignoreCase, false);
    }

    int count() {
        return count;
    }

    Mode mode() {
        return mode;
    }

    void mode(Mode now) {
        mode = now;
    }

    /** Those inside what must not be found. PCRE forgets them, and Java may not. */
    BitSet never() {
        return never;
    }

    /** Whether a reference to that one finds in Java what it finds in PCRE, which is not so sure of a group that follows. */
    boolean refersTo(int group) {
        return group > 0 && group <= count && !never.get(group);
    }

    /** Whether one may keep what it had found on a way that was left: Java's engine does not go back over what it gives no second chance. */
    boolean unlike() {
        return unlike;
    }

    void capturing() {
        opens("(");
        count++;
    }

    void opens(String java) {
        open.push(new Open(java, mode, count));
    }

    void closes() {
        if (open.isEmpty()) {
            return;
        }
        Open closed = open.pop();
        // A capturing group is one itself.
        capturedInLast = count > closed.groups();
        mode = closed.before();
        boolean mustNot = closed.java().equals("(?!") || closed.java().equals("(?<!");
        boolean onceOnly = ONCE_ONLY.contains(closed.java());
        unlike |= capturedInLast && onceOnly;
        if (mustNot) {
            never.set(closed.groups() + 1, count + 1);
        }
    }

    /** A possessive quantifier behind a group. */
    void possessive() {
        unlike |= capturedInLast;
    }
}
