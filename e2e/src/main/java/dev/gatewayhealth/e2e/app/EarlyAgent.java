package dev.gatewayhealth.e2e.app;

/** Another agent, given before ours, that needs a class of the server at once; then it is too late to weave it. */
public final class EarlyAgent {

    private EarlyAgent() {}

    public static void premain(String type) throws ClassNotFoundException {
        Class.forName(type, false, ClassLoader.getSystemClassLoader());
    }
}
