package io.tracker.agent.cli;

import io.tracker.agent.throttle.HandControls;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pauses and resumes a run at each SIGUSR1, until it is closed. Java has signals only in a class of its own that is no part of its standard, so it is
 * looked up by name; where it is missing, the file {@code pause} is left.
 */
final class PauseSignal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PauseSignal.class);
    private static final String SIGNAL = "USR1";

    private final HandControls controls;
    private final Runnable reset;

    private PauseSignal(HandControls controls, Runnable reset) {
        this.controls = controls;
        this.reset = reset;
    }

    static PauseSignal install(HandControls controls) {
        try {
            Class<?> signals = Class.forName("sun.misc.Signal");
            Class<?> handlers = Class.forName("sun.misc.SignalHandler");
            Object signal = signals.getConstructor(String.class).newInstance(SIGNAL);
            Method handle = signals.getMethod("handle", signals, handlers);
            InvocationHandler onSignal =
                    (proxy, method, arguments) -> answer(method, controls::toggle, proxy, arguments);
            Object ours = Proxy.newProxyInstance(handlers.getClassLoader(), new Class<?>[] {handlers}, onSignal);
            Object before = handle.invoke(null, signal, ours);
            return new PauseSignal(controls, () -> restore(handle, signal, before));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.warn("SIGUSR1 does not pause here reason=\"{}\"", e.toString());
            return new PauseSignal(controls, () -> {});
        }
    }

    HandControls controls() {
        return controls;
    }

    private static Object answer(Method method, Runnable reaction, Object proxy, Object[] arguments) {
        return switch (method.getName()) {
            case "handle" -> {
                reaction.run();
                yield null;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "pause by " + SIGNAL;
        };
    }

    private static void restore(Method handle, Object signal, Object before) {
        try {
            handle.invoke(null, signal, before);
        } catch (ReflectiveOperationException e) {
            LOG.warn("SIGUSR1 keeps its reaction reason=\"{}\"", e.toString());
        }
    }

    @Override
    public void close() {
        reset.run();
    }
}
