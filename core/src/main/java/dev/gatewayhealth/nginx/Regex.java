package dev.gatewayhealth.nginx;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression as nginx uses them (PCRE, on bytes), run by Java's engine within a bounded number of steps. What Java cannot
 * express, or cannot decide within the bound, is unknown.
 */
final class Regex {

    private final String text;
    private final boolean ignoreCase;
    private final @Nullable Pattern pattern;
    private final Map<String, Integer> names;
    private final BitSet never;
    private final boolean plainOnly;
    private final boolean malformed;

    private Regex(
            String text,
            boolean ignoreCase,
            @Nullable Pattern pattern,
            Map<String, Integer> names,
            BitSet never,
            boolean plainOnly,
            boolean malformed) {
        this.never = never;
        this.plainOnly = plainOnly;
        this.malformed = malformed;
        this.text = text;
        this.ignoreCase = ignoreCase;
        this.pattern = pattern;
        this.names = names;
    }

    static Regex of(String text, boolean ignoreCase) {
        PcreTranslation translation = PcreTranslation.of(text, ignoreCase);
        String java = translation.java();
        if (java == null) {
            return new Regex(text, ignoreCase, null, Map.of(), new BitSet(), false, false);
        }
        try {
            // UNIX_LINES: to PCRE a line ends at a line feed and nowhere else.
            int flags = Pattern.UNIX_LINES | (ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
            return new Regex(
                    text,
                    ignoreCase,
                    Pattern.compile(java, flags),
                    translation.names(),
                    translation.never(),
                    translation.plainOnly(),
                    false);
        } catch (PatternSyntaxException e) {
            return new Regex(text, ignoreCase, null, Map.of(), new BitSet(), false, nobodyTakes(e));
        } catch (StackOverflowError e) {
            return new Regex(text, ignoreCase, null, Map.of(), new BitSet(), false, false);
        }
    }

    /** Faults that PCRE and Java agree on; the rest may only be beyond Java. */
    private static boolean nobodyTakes(PatternSyntaxException e) {
        String fault = e.getDescription();
        return fault.startsWith("Unclosed group")
                || fault.startsWith("Unmatched closing")
                || fault.startsWith("Dangling meta character")
                || fault.startsWith("Unclosed character class");
    }

    /** Whether it has a group; one that Java cannot read may have. */
    boolean captures() {
        return pattern == null || pattern.matcher("").groupCount() > 0;
    }

    boolean malformed() {
        return malformed;
    }

    String text() {
        return text;
    }

    boolean ignoreCase() {
        return ignoreCase;
    }

    /** The names of its groups, also where it is beyond Java. */
    Set<String> groups() {
        if (pattern != null) {
            return names.keySet();
        }
        Set<String> found = new HashSet<>();
        Matcher name = Pattern.compile("\\(\\?P?[<'](\\w+)[>']").matcher(text);
        while (name.find()) {
            found.add(name.group(1));
        }
        return found;
    }

    /** Named groups and their numbers. */
    Map<String, Integer> names() {
        return names;
    }

    /** Whether and where it is found in a subject, if nothing else is asked. */
    Found find(String subject) {
        return find(subject, Steps.begin());
    }

    /** The same as part of a larger question. */
    Found find(String subject, Steps steps) {
        Pattern compiled = pattern;
        int most = steps.most();
        if (compiled == null || most == 0 || (plainOnly && !plain(subject))) {
            return Found.UNDECIDED;
        }
        int[] left = {most};
        try {
            Matcher matcher = compiled.matcher(new Metered(subject, left));
            return matcher.find() ? Found.captured(captures(matcher)) : Found.NOT;
        } catch (OutOfSteps | StackOverflowError e) {
            return Found.UNDECIDED;
        } finally {
            steps.spent(most - left[0]);
        }
    }

    private static boolean plain(String subject) {
        for (int i = 0; i < subject.length(); i++) {
            if (subject.charAt(i) < ' ' || subject.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private @Nullable String[] captures(Matcher matcher) {
        @Nullable String[] groups = new String[matcher.groupCount() + 1];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = never.get(i) ? null : matcher.group(i);
        }
        return groups;
    }

    /** The result of a search: found with its captures, not found, or undecided. */
    static final class Found {

        private static final @Nullable String[] NOTHING = {};
        private static final Found NOT = new Found(false, false, NOTHING);
        private static final Found UNDECIDED = new Found(false, true, NOTHING);

        private final boolean yes;
        private final boolean undecided;
        private final @Nullable String[] captures;

        private Found(boolean yes, boolean undecided, @Nullable String[] captures) {
            this.yes = yes;
            this.undecided = undecided;
            this.captures = captures;
        }

        static Found captured(@Nullable String[] captures) {
            return new Found(true, false, captures);
        }

        boolean yes() {
            return yes;
        }

        boolean undecided() {
            return undecided;
        }

        int groups() {
            return captures.length;
        }

        /** Empty for a group that took no part, as in nginx. */
        String group(int index) {
            String group = index < captures.length ? captures[index] : null;
            return group == null ? "" : group;
        }
    }

    /** The subject of a search that counts every look at it. */
    private static final class Metered implements CharSequence {

        private final CharSequence text;
        private final int[] left;

        Metered(CharSequence text, int[] left) {
            this.text = text;
            this.left = left;
        }

        @Override
        public char charAt(int index) {
            if (--left[0] < 0) {
                throw new OutOfSteps();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Metered(text.subSequence(start, end), left);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    private static final class OutOfSteps extends RuntimeException {

        private static final long serialVersionUID = 1L;

        OutOfSteps() {
            super("out of steps", null, false, false);
        }
    }
}
