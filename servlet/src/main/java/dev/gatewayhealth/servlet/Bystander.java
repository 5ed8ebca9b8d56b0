package dev.gatewayhealth.servlet;

import dev.gatewayhealth.library.Answer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** Lets everything pass: switched off, not yet started, or stopped. */
enum Bystander implements Following {
    ONLY;

    @Override
    public @Nullable FollowedResponse begin(HttpServletRequest request, HttpServletResponse response) {
        return null;
    }

    @Override
    public @Nullable Answer poll(HttpServletRequest request, String path) {
        return null;
    }

    @Override
    public void close() {}
}
