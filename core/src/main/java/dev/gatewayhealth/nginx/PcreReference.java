package dev.gatewayhealth.nginx;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reference to what a group has found: {@code \1}, {@code \g1}, <code>\g{-1}</code>, <code>\k{n}</code>, {@code \k<n>}, {@code (?P=n)}.
 *
 * @param group the group's number
 * @param end just behind it
 */
record PcreReference(int group, int end) {

    /** One of digits alone; null where there are not so many groups yet and it is a byte in octal. */
    static @Nullable PcreReference number(String pcre, int backslash, int groups) {
        int end = digits(pcre, backslash + 1);
        int number = Integer.parseInt(pcre.substring(backslash + 1, Math.min(end, backslash + 5)));
        boolean refers = number < 10 || pcre.charAt(backslash + 1) >= '8' || number <= groups;
        return refers ? new PcreReference(number, end) : null;
    }

    /** One behind {@code \g} or {@code \k}; null where it is recursion, or nothing known. */
    static @Nullable PcreReference letter(String pcre, int backslash, int groups, Map<String, Integer> names) {
        boolean numeric = pcre.charAt(backslash + 1) == 'g';
        int open = backslash + 2;
        char c = open < pcre.length() ? pcre.charAt(open) : 0;
        char closing = c == '{' ? '}' : numeric ? 0 : c == '<' ? '>' : c == '\'' ? c : 0;
        if (closing == 0) {
            int end = numeric ? digits(pcre, c == '-' ? open + 1 : open) : open;
            return named(pcre.substring(open, Math.min(end, pcre.length())), end, groups, names);
        }
        int end = pcre.indexOf(closing, open + 1);
        return end < 0 ? null : named(pcre.substring(open + 1, end), end + 1, groups, names);
    }

    /** One to a group of that name or number. */
    static @Nullable PcreReference named(String name, int end, int groups, Map<String, Integer> names) {
        Integer known = names.get(name);
        if (known == null && !name.matches("-?[0-9]{1,4}")) {
            return null;
        }
        int group = known != null ? known : Integer.parseInt(name);
        return new PcreReference(group < 0 ? groups + 1 + group : group, end);
    }

    private static int digits(String pcre, int from) {
        int at = from;
        while (at < pcre.length() && pcre.charAt(at) >= '0' && pcre.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
