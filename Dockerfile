# The course, ready to open. docs/where-to-work.md says how to use it with Docker, Podman, Binder and
# dev containers.

# What Debian brings: all that set-up can't install by itself. Dev containers stop here.
FROM docker.io/library/debian:trixie-slim AS system
RUN apt-get update \
 && apt-get install --yes --no-install-recommends \
      bubblewrap ca-certificates g++ git nodejs npm python3 python3-venv \
 && rm -rf /var/lib/apt/lists/*
# Binder gives both: nobody works as root.
ARG NB_USER=learner
ARG NB_UID=1000
RUN useradd --create-home --shell /bin/bash --uid "$NB_UID" "$NB_USER" \
 && install --directory --owner "$NB_USER" --group "$NB_USER" /srv/unrolled
USER $NB_USER
WORKDIR /srv/unrolled

FROM system
ARG NB_USER=learner
COPY --chown=$NB_USER:$NB_USER . .
RUN npm start -- --no-lab \
 # A folder of an image can't be renamed, as a build renames the one before it.
 && rm -rf build ~/.npm ~/.cache/pip
# Binder and JupyterHub start their own JupyterLab: this one.
ENV PATH=/srv/unrolled/.venv/bin:$PATH
EXPOSE 8888
CMD ["node", "tools/setup/start.mjs", "--no-browser", "--host", "0.0.0.0", "--port", "8888"]
