// The network of an alert, to move and to look at closely; without this the server's picture stays.
import cytoscape from "cytoscape";

const view = document.querySelector('[data-module="custodes-network"]');

if (view) {
  const { nodes, links, line, ink, paper } = JSON.parse(view.querySelector("script").textContent);
  const room = view.querySelector("[data-room]");
  const said = view.querySelector("[data-said]");
  const still = document.querySelector(".custodes-picture__region");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  let graph;

  const draw = () => cytoscape({
    container: room,
    layout: { name: "preset" },
    minZoom: 0.3,
    maxZoom: 4,
    elements: [
      ...nodes.map(({ id, x, y, shape, colour }) => ({ data: { id, shape, colour }, position: { x, y } })),
      ...links.map(({ source, target, width, dashes }) => ({ data: { source, target, width, dashes } })),
    ],
    style: [
      {
        selector: "node",
        style: {
          "background-color": "data(colour)", shape: "data(shape)", width: 20, height: 20,
          label: "data(id)", color: ink, "font-size": 13, "font-family": "Arial, sans-serif", "text-valign": "bottom", "text-margin-y": 6,
          "text-background-color": paper, "text-background-opacity": 0.9, "text-background-padding": 2,
        },
      },
      { selector: "edge", style: { "line-color": line, width: "data(width)", "line-style": "data(dashes)" } },
      { selector: ".custodes-faint", style: { opacity: 0.15 } },
    ],
  });

  const around = (node) => {
    graph.elements().addClass("custodes-faint");
    node.closedNeighborhood().removeClass("custodes-faint");
    const others = node.neighborhood("node").map((other) => other.id());
    said.textContent = `${node.id()}: ${others.sort().join(", ") || "–"}`;
  };
  const all = () => {
    graph.elements().removeClass("custodes-faint");
    said.textContent = "";
  };
  const zoom = (factor) => graph.zoom({
    level: graph.zoom() * factor,
    renderedPosition: { x: room.clientWidth / 2, y: room.clientHeight / 2 },
  });
  const whole = () => {
    all();
    graph.nodes().forEach((node) => node.position(nodes.find(({ id }) => id === node.id())));
    if (calm) graph.fit(undefined, 30);
    else graph.animate({ fit: { padding: 30 }, duration: 200 });
  };
  const acts = { nearer: () => zoom(1.3), farther: () => zoom(1 / 1.3), whole };

  // By keys: left and right go from one to the next, Escape shows all.
  const steps = { ArrowRight: 1, ArrowLeft: -1 };
  let here = -1;
  room.addEventListener("keydown", (event) => {
    if (event.key === "Escape") all();
    else if (event.key in steps) {
      here = (here + steps[event.key] + nodes.length) % nodes.length;
      around(graph.getElementById(nodes[Math.max(here, 0)].id));
      event.preventDefault();
    }
  });

  const toggle = view.querySelector("[data-toggle]");
  toggle.addEventListener("click", () => {
    const open = toggle.getAttribute("aria-expanded") !== "true";
    toggle.setAttribute("aria-expanded", String(open));
    view.querySelector("[data-moving]").hidden = !open;
    still.hidden = open;
    if (open && !graph) {
      graph = draw();
      graph.fit(undefined, 30);
      graph.on("tap", "node", ({ target }) => around(target));
      graph.on("tap", ({ target }) => { if (target === graph) all(); });
    }
  });
  for (const button of view.querySelectorAll("[data-act]")) {
    button.addEventListener("click", () => acts[button.dataset.act]());
  }
  view.hidden = false;
}
