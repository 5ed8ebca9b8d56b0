package dev.gatewayhealth.agent.weave;

import org.jspecify.annotations.Nullable;

/**
 * What the names of the servers' classes begin with. Asked once for each class an application loads, thousands of times before the JVM has
 * compiled anything, so it is one loop over arrays.
 */
final class Beginnings {

    private final String[] texts;

    /** The kind each of them belongs to. */
    private final Kind[] owners;

    /** The last place that all of them have. */
    private final int place;

    /** The characters that stand there, by their last six bits: for most names this says at once that they are none of these. */
    private final long there;

    Beginnings(Kind[] kinds) {
        int count = 0;
        for (Kind kind : kinds) {
            count += kind.beginnings().size();
        }
        texts = new String[count];
        owners = new Kind[count];
        int at = 0;
        for (Kind kind : kinds) {
            for (String beginning : kind.beginnings()) {
                texts[at] = beginning;
                owners[at++] = kind;
            }
        }
        int shortest = shortest(texts);
        place = Math.max(0, shortest - 1);
        there = shortest == 0 ? -1 : characters(texts, place);
    }

    private static int shortest(String[] texts) {
        int shortest = Integer.MAX_VALUE;
        for (String text : texts) {
            shortest = Math.min(shortest, text.length());
        }
        return shortest;
    }

    private static long characters(String[] texts, int place) {
        long characters = 0;
        for (String text : texts) {
            characters |= 1L << text.charAt(place);
        }
        return characters;
    }

    private boolean isNone(String className) {
        return className.length() <= place || (there >>> className.charAt(place) & 1) == 0;
    }

    /** What to weave into a class, named with slashes; null for one of no server. */
    @Nullable
    Target target(String className) {
        if (isNone(className)) {
            return null;
        }
        for (int i = 0; i < texts.length; i++) {
            if (className.startsWith(texts[i])) {
                Target target = owners[i].target(className);
                if (target != null) {
                    return target;
                }
            }
        }
        return null;
    }

    /** The kind a class is to be woven for, named with slashes; null for one of no server. */
    @Nullable
    Kind kind(String className) {
        if (isNone(className)) {
            return null;
        }
        for (int i = 0; i < texts.length; i++) {
            if (className.startsWith(texts[i]) && owners[i].target(className) != null) {
                return owners[i];
            }
        }
        return null;
    }
}
