package dev.gatewayhealth.agent.servlet;

import dev.gatewayhealth.agent.server.Asked;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** An {@code AsyncListener} of either API that ends the exchange; who starts anew loses its listeners, so it is told that, too. */
record AsyncEnd(ServletTypes types, Served served) implements InvocationHandler {

    Object listener() {
        Class<?> type = types.asyncListener;
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
        switch (method.getName()) {
            case "onComplete" -> served.end();
            case "onStartAsync" -> again(proxy, arguments);
            case "equals" -> {
                return arguments != null && arguments[0] == proxy;
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            case "toString" -> {
                return "AsyncEnd of Gateway Health";
            }
            default -> {
                // A timeout or an error is followed by the completion.
            }
        }
        return null;
    }

    private void again(Object proxy, Object @Nullable [] event) {
        Object context = event == null
                ? null
                : new Asked(event[0]).method("getAsyncContext").object();
        if (context != null) {
            types.addListener(context, proxy);
        }
    }
}
