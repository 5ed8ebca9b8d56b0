package dev.gatewayhealth.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Ends the exchange of an asynchronous request when the container says that it is complete, which is the last thing it says. */
final class FollowedAsync implements AsyncListener {

    private final FollowedResponse followed;

    private FollowedAsync(FollowedResponse followed) {
        this.followed = followed;
    }

    static void listen(FollowedResponse followed, AsyncContext async) {
        new FollowedAsync(followed).listen(async);
    }

    private void listen(AsyncContext async) {
        if (async.hasOriginalRequestAndResponse()) {
            // startAsync() without arguments: whoever completes it gets the container's own response.
            followed.bypass();
        }
        async.addListener(this);
    }

    @Override
    public void onComplete(AsyncEvent event) {
        followed.end();
    }

    /** The application may go on, and in the end there is still a completion. */
    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}

    /** A dispatched request became asynchronous again, and its listeners were forgotten. */
    @Override
    public void onStartAsync(AsyncEvent event) {
        listen(event.getAsyncContext());
    }
}
