import { BarController, BarElement, Chart, LinearScale, LineController, LineElement, PointElement } from 'chart.js';

Chart.register(BarController, BarElement, LinearScale, LineController, LineElement, PointElement);

export { Chart };
