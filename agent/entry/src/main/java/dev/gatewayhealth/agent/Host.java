package dev.gatewayhealth.agent;

/** What the JVM that carries the agent is, as far as it decides whether the agent does anything in it. */
final class Host {

    private static final int OLDEST = 17;

    private Host() {}

    /** Why the agent will not run on a Java of this specification version, or null if it will. */
    static String refusal(String specificationVersion) {
        int feature = feature(specificationVersion);
        if (feature >= OLDEST) {
            return null;
        }
        return "needs Java " + OLDEST + " or later and this is Java " + specificationVersion
                + "; nothing was done and the service runs without it";
    }

    private static int feature(String version) {
        try {
            return version.startsWith("1.") ? Integer.parseInt(version.substring(2)) : Integer.parseInt(version);
        } catch (RuntimeException e) {
            // A version nobody has seen yet is more likely new than old.
            return Integer.MAX_VALUE;
        }
    }

    /**
     * Whether this JVM runs one of the JDK's own tools, which get the agent too where it is given by JAVA_TOOL_OPTIONS.
     *
     * @param mainModule {@code jdk.module.main}: the launcher stubs of the tools run a module's main class
     * @param command {@code sun.java.command}
     */
    static boolean isTool(String mainModule, String command) {
        if (mainModule != null) {
            // jdk.httpserver is the one that serves; with -m an application's own module stands here.
            boolean ofTheJdk = mainModule.startsWith("jdk.") || mainModule.startsWith("java.");
            return ofTheJdk && !mainModule.equals("jdk.httpserver");
        }
        return command != null && command.startsWith("com.sun.tools.");
    }
}
