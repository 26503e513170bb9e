package io.tracker.agent.table;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * A task whose failure is noted where its siblings see it.
 *
 * @param <T> what it gives
 */
final class TaskHandle<T> {
    private final Future<Optional<T>> future;

    private TaskHandle(Future<Optional<T>> future) {
        this.future = future;
    }

    static <T> TaskHandle<T> submit(ExecutorService threads, Callable<T> task, FirstFailure failure) {
        return new TaskHandle<>(threads.submit(() -> {
            if (failure.happened()) {
                return Optional.empty();
            }
            try {
                return Optional.of(task.call());
            } catch (Throwable e) {
                // Also an OutOfMemoryError: the thread that waits throws it on.
                failure.note(e);
                return Optional.empty();
            }
        }));
    }

    /**
     * Waits for the end, also when this thread is interrupted, for the task uses what the caller is about to close. An interruption is
     * noted, and so ends the siblings soon.
     *
     * @return empty if it failed or was not begun
     */
    Optional<T> await(FirstFailure failure) {
        while (true) {
            try {
                return future.get();
            } catch (InterruptedException e) {
                failure.note(e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("A task lets nothing through", e);
            }
        }
    }
}
